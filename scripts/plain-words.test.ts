// What screens say, in both languages: plain words, one name for one thing. The turns that were mended once do not come back.
import { messageCatalogs } from '../packages/core/src/messages.ts';
import { de } from '../packages/react-hooks/src/messages/de.ts';
import { en } from '../packages/react-hooks/src/messages/en.ts';
import { say } from '../examples/msp-console/src/i18n/messages.ts';
import { describe, expect, it } from 'vitest';

const banned = {
  en: [
    /\b(whoever|nobody|somebody|anybody|no one)\b/i,
    /\bby hand\b/i,
    /\bunder way\b/i,
    /\bstage of life\b/i,
    /\bdirectory id\b/i,
    /\bcustomers read\b/i,
    /\bin service\b/i,
    /\bwhat it (stops|did)\b/i,
    /\bwhere it shows\b/i,
    /\bwho is paused\b/i,
    /\bfor everyone\b/i,
    /\blook around\b/i,
    /\btick the box\b/i,
    /\bgoes by that name\b/i,
  ],
  de: [
    /\b(jemand|niemand|irgendwer|wer auch immer)\b/i,
    /Schalter/,
    /[Ff]reigeben|[Ff]reigegeben|[Ff]reigabe/,
    /\bVorführung\b/,
    /\bumsehen\b/i,
    /\banhält\b/i,
    /\bKunden lesen\b/,
    /\bwie jetzt\b/,
    /\bErfolgt\b/,
  ],
} as const;

/** Sentences that the specification words. */
const fixed: readonly string[] = ['controls.impact.in_flight', 'lifecycle.active.short', 'lifecycle.referenced.active'];

type Texts = { readonly [id: string]: string };
const console = (language: 'en' | 'de'): Texts =>
  Object.fromEntries(Object.entries(say.messages).map(([id, texts]) => [id, texts[language]]));

describe.each([
  ['core, in English', 'en', messageCatalogs.en],
  ['core, in German', 'de', messageCatalogs.de],
  ['the components, in English', 'en', en],
  ['the components, in German', 'de', de],
  ['the console, in English', 'en', console('en')],
  ['the console, in German', 'de', console('de')],
] as const)('%s', (_, language, texts: Texts) => {
  it('has no banned turn', () => {
    const found = Object.entries(texts).flatMap(([id, text]) =>
      fixed.includes(id)
        ? []
        : banned[language].filter((turn) => turn.test(text)).map((turn) => `${id}: ${String(turn)} in "${text}"`),
    );
    expect(found).toEqual([]);
  });

  it('has texts, and none is empty', () => {
    expect(Object.keys(texts).length).toBeGreaterThan(50);
    expect(Object.entries(texts).filter(([, text]) => text.trim() === '')).toEqual([]);
  });
});

it('would notice each of them', () => {
  const samples = {
    en: 'Nobody is paused by hand; what is under way for everyone in service goes by that name.',
    de: 'Jemand gibt den Schalter frei; die Freigabe ist eine Vorführung.',
  };
  for (const language of ['en', 'de'] as const)
    expect(banned[language].filter((turn) => turn.test(samples[language])).length).toBeGreaterThan(2);
});
