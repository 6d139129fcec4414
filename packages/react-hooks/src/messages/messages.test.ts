import { de as coreDe, en as coreEn, messageProblems } from '@tenantatlas/core/messages';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { de } from './de.ts';
import { en } from './en.ts';
import * as together from './index.ts';

const here = new URL('.', import.meta.url);
const languages = readdirSync(here).flatMap((file) => /^([a-z]{2}(?:-[a-z]+)?)\.ts$/.exec(file)?.[1] ?? []);

/** The messages of every folder of components, read from the files themselves. */
async function inFolders(): Promise<readonly string[]> {
  const ui = new URL('../ui/', here);
  const files = readdirSync(ui, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('messages.ts'));
  const tables = await Promise.all(files.map((file) => import(new URL(file, ui).pathname) as Promise<object>));
  return tables.flatMap((table) => Object.values(table).flatMap((messages) => Object.keys(messages as object)));
}

describe.each(languages)('the file of %s', (language) => {
  it('has every message, with the placeholders of the English one', async () => {
    const { [language]: wording } = (await import(new URL(`${language}.ts`, here).pathname)) as Record<
      string,
      Record<string, string>
    >;
    const pairs = Object.keys({ ...en, ...wording }).map((id) => [id, { en: en[id] ?? '', de: wording?.[id] ?? '' }]);
    expect(messageProblems(Object.fromEntries(pairs))).toEqual([]);
  });

  it('has a separate subpath, and is part of the module that loads all', () => {
    const manifest = JSON.parse(readFileSync(new URL('../../package.json', here), 'utf8'));
    const target = { 'tenantatlas-source': `./src/messages/${language}.ts` };
    expect(manifest.exports[`./messages/${language}`]).toMatchObject(target);
    expect(Object.keys(manifest.publishConfig.exports)).toContain(`./messages/${language}`);
    expect(Object.keys(together)).toContain(language);
  });
});

it('has every message of every folder once', async () => {
  const ids = await inFolders();
  expect(ids.toSorted()).toEqual(Object.keys(en).toSorted());
});

it('no German text is the English one, except for words that both languages share', () => {
  const shared = ['System', 'Manager', 'Operator', 'Status', 'optional'];
  const words = (text: string | undefined) => (text ?? '').replace(/\{\w+\}/g, '').match(/\p{L}{2,}/u);
  const same = Object.keys(en).filter((id) => words(en[id]) && en[id] === de[id] && !shared.includes(en[id] ?? ''));
  expect(same).toEqual([]);
});

it('shares no id with the messages of core', () => {
  expect(languages).toEqual(expect.arrayContaining(['en', 'de']));
  expect(de['ui.control.pause']).toBe('Pausieren');
  expect(Object.keys(coreEn).filter((id) => id in en)).toEqual([]);
  expect(Object.keys(coreDe)).toEqual(Object.keys(coreEn));
});
