import { de as answers } from '@tenantatlas/core/messages';
import { expect, it } from 'vitest';
import { de, wordingProblems } from './index.ts';

it('has nothing against the languages that the SDK ships', () => {
  expect(wordingProblems({ ...answers, ...de })).toEqual([]);
});

it.each([
  ['an apostrophe before a placeholder', { 'ui.control.pause_named': "Suspendre l'{label}" }],
  ['the id of a sentence of a host', { 'acme.quota': '{n} von {total}' }],
  ['a name of a catalog, which is not ICU', { 'catalog.Mail {beta': 'Post {beta' }],
  ['the texts of actions of a host', { 'audit.action.acme.sent': 'Gesendet', 'audit.host.acme.sent': '{subject} weg' }],
  ['the texts of reasons of a host', { 'reasons.ext.contract_ended.label': 'Vertrag beendet' }],
  ['a text of the transport', { 'errors.unreachable.refused': 'Abgelehnt.', 'errors.rate_limited': '{seconds}' }],
])('accepts %s', (_, messages) => {
  expect(wordingProblems(messages)).toEqual([]);
});

it.each([
  ['ui.done.pause', '{label}, {wher}', 'placeholder', 'nothing fills {wher}. Use only {label}, {where}.'],
  ['ui.retry', 'Noch einmal, {name}', 'placeholder', 'nothing fills {name}. Use none.'],
  [
    'ui.field.counter',
    '{count, number} von {max}',
    'malformed',
    'Use {name} and {count, plural, one {…} other {…}} only',
  ],
  ['ui.field.counter', '{count, select, a {x} other {y}}', 'malformed', 'is not shown. Malformed message at character'],
  ['ui.done.pause', '{label pausiert', 'malformed', 'close every brace'],
  ['acme.quota', 'x } y', 'malformed', 'close every brace'],
  ['ui.control.pasue', 'Anhalten', 'unknown_id', 'the SDK has no such message. Correct the id'],
  ['errors.not_fuond', 'Nicht da', 'unknown_id', 'begin an id of yours with another word than "errors"'],
])('reports %s: %s as %s', (id, wording, kind, text) => {
  expect(wordingProblems({ [id]: wording, 'ui.close': 'Schließen' })).toEqual([
    { id, kind, text: expect.stringContaining(text) },
  ]);
});
