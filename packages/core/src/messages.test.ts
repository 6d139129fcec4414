import { expect, it } from 'vitest';
import { builtInControls, findingsLifecycleBackfillControl } from './controls/catalog.ts';
import { messageProblems } from './kernel/sentence.ts';
import { messageCatalogs } from './messages.ts';
import type { OperationDefinition } from './runs/definition.ts';
import { restoreOperations } from './runs/restore.ts';
import { simulatedRestore } from './runs/simulated-restore.ts';
import { builtInEvents } from './telemetry/catalog.ts';
import { connectionCheckOperations } from './verification/operation.ts';

const { en, de } = messageCatalogs;
const controls = Object.values({ ...builtInControls, ...findingsLifecycleBackfillControl });
const events = Object.values(builtInEvents);
const setup = { providers: [], credentials: null, permissions: [], reasons: {} };
const check = connectionCheckOperations(setup, () => ({}) as never, { after: () => () => {} });
const operations: readonly OperationDefinition[] = Object.values({
  ...restoreOperations(simulatedRestore()),
  ...check,
});

/** Words that both languages share. */
const shared = ['Global', 'Onboarding', 'System ({name})'];

it('every message has both languages with the same placeholders', () => {
  const pairs = Object.keys({ ...en, ...de }).map((id) => [id, { en: en[id] ?? '', de: de[id] ?? '' }]);
  expect(messageProblems(Object.fromEntries(pairs))).toEqual([]);
});

it('no German text is the English one, except for words that both languages share', () => {
  const words = (text: string | undefined) => (text ?? '').replace(/\{\w+\}/g, '').match(/\p{L}{2,}/u);
  const same = Object.keys(en).filter((id) => words(en[id]) && en[id] === de[id] && !shared.includes(en[id] ?? ''));
  expect(same).toEqual([]);
});

it.each([
  ...controls.map(({ label }) => `catalog.${label}`),
  ...controls.flatMap(({ affectedSurfaces }) => affectedSurfaces.map((key) => `surface.${key}`)),
  ...operations.map(({ label }) => `catalog.${label}`),
  ...events.map(({ label }) => `catalog.${label}`),
  ...operations.flatMap(({ mutationScope }) => (mutationScope === undefined ? [] : `catalog.${mutationScope}`)),
])('has the shipped name %s', (id) => {
  expect(de[id]).toMatch(/\p{L}/u);
  expect(de[id]).not.toBe(en[id]);
  if (id.startsWith('catalog.')) expect(en[id]).toBe(id.slice('catalog.'.length));
});
