// What screens say, in both languages: plain words, one name for one thing. Refuses phrases that were replaced once.
import { messageCatalogs } from '../packages/core/src/messages.ts';
import { de } from '../packages/react-hooks/src/messages/de.ts';
import { en } from '../packages/react-hooks/src/messages/en.ts';
import { connectionMessages } from '../examples/msp-console/src/connections/messages.ts';
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
    /\bgoverned from here\b/i,
    /\bentered here\b/i,
    /\bRestore execution\b/,
    /\bcould not be read\b/i,
    /\btype on\b/i,
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
    /\bvon hier aus\b/i,
    /\bverschoben\b/i,
    /\bLauf-ID\b/,
  ],
} as const;

/** Sentences that the specification words. */
const fixed: readonly string[] = [
  'catalog.Restore execution',
  'controls.impact.in_flight',
  'lifecycle.active.short',
  'lifecycle.referenced.active',
];

type Texts = { readonly [id: string]: string };
const console = (language: 'en' | 'de'): Texts =>
  Object.fromEntries(
    Object.entries({ ...say.messages, ...connectionMessages }).map(([id, texts]) => [id, texts[language]]),
  );

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

const samples = {
  en: [
    'Nobody',
    'by hand',
    'under way',
    'Stage of life',
    'Directory id',
    'Customers read',
    'in service',
    'What it stops',
    'Where it shows',
    'Who is paused',
    'for everyone',
    'look around',
    'Tick the box',
    'goes by that name',
    'governed from here',
    'entered here',
    'Restore execution',
    'could not be read',
    'type on',
  ],
  de: [
    'Jemand',
    'Schalter',
    'freigegeben',
    'Vorführung',
    'umsehen',
    'anhält',
    'Kunden lesen',
    'wie jetzt',
    'Erfolgt',
    'von hier aus',
    'verschoben',
    'Lauf-ID',
  ],
} as const;

it.each(['en', 'de'] as const)('each phrase that is banned in "%s" would be found, by one sample', (language) => {
  expect(banned[language].map((turn) => samples[language].filter((sample) => turn.test(sample)).length)).toEqual(
    samples[language].map(() => 1),
  );
});
