import { de as coreDe, en as coreEn, messageProblems } from '@tenantatlas/core/messages';
import { expect, it } from 'vitest';
import { de, en } from './messages-entry.ts';
import { uiMessages } from './messages.ts';

it('says everything in both languages, with the same placeholders', () => {
  expect(messageProblems(uiMessages)).toEqual([]);
});

it('ships a catalog per language that takes no id from the one of the answers', () => {
  expect(Object.keys(de)).toEqual(Object.keys(en));
  expect(de['ui.control.pause']).toBe('Pausieren');
  expect(Object.keys(coreEn).filter((id) => id in en)).toEqual([]);
  expect(Object.keys(coreDe)).toEqual(Object.keys(coreEn));
});
