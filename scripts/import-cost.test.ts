import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root, sourceCondition } from './workspace.ts';

// Counts what is made until a snapshot has answered, and what the first use makes afterwards. A process of its own: only one import is the first.
const program = `
  const made = { intl: 0, secretPatterns: 0, catalogs: 0 };
  const counted = (counter, counts = () => true) => ({
    construct: (target, args, newTarget) => (counts(args) && (made[counter] += 1), Reflect.construct(target, args, newTarget)),
    apply: (target, self, args) => (counts(args) && (made[counter] += 1), Reflect.apply(target, self, args)),
  });
  for (const name of ['Collator', 'DateTimeFormat', 'ListFormat', 'NumberFormat', 'PluralRules', 'RelativeTimeFormat', 'Segmenter'])
    Intl[name] = new Proxy(Intl[name], counted('intl'));
  globalThis.RegExp = new Proxy(RegExp, counted('secretPatterns', ([source]) => String(source).includes('#EXT#')));
  const hasMessages = ([entries]) => Array.isArray(entries) && entries.some(([id]) => id === 'topics.verification-failed.headline');
  Object.fromEntries = new Proxy(Object.fromEntries, counted('catalogs', hasMessages));

  const { createTenantAtlas, formatMessage, messageCatalogs } = await import('@tenantatlas/core');
  await createTenantAtlas().snapshot.refresh();
  const atFirst = { ...made };

  const { redactText } = await import('@tenantatlas/core/ports');
  redactText('Bearer abc');
  formatMessage('{count}', { count: 1 }, 'en');
  const isKept = ['en', 'de'].every((language) => messageCatalogs[language] === messageCatalogs[language]);
  console.log(JSON.stringify({ atFirst, later: made, isKept }));`;

it('the import of core and the first answer make no Intl object, no pattern of secrets and no message catalog', () => {
  const flags = [`--conditions=${sourceCondition}`, '--input-type=module', '--eval', program];
  const { stdout, stderr } = spawnSync(process.execPath, flags, { cwd: join(root, 'bench'), encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual({
    atFirst: { intl: 0, secretPatterns: 0, catalogs: 0 },
    later: { intl: 1, secretPatterns: 2, catalogs: 2 }, // the counts work: a pattern is made, and made again with what may follow it
    isKept: true,
  });
});
