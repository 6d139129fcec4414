import { messageCatalogs } from '@tenantatlas/core';
import { expect, it } from 'vitest';
import { waiting } from './check-note.ts';

it('knows the note of a check that waits as the SDK writes it, and in German', () => {
  const of = (locale: 'en' | 'de') => messageCatalogs[locale][waiting.id];
  expect(of('en')).toBe(waiting.text);
  expect(of('de')).toBe('Warten, bis die Zustimmung wirksam ist');
});
