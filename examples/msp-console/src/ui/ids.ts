import { isIdToken } from '@tenantatlas/core/browser';
import type { Text } from '../i18n/use-text.ts';

/** The id that was typed, else one made of the name. */
export function idOf(typed: string, name: string): string {
  if (typed !== '') return typed;
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return slug === '' ? crypto.randomUUID() : slug;
}

/** Why an id cannot be used; null for one that can, and for none. */
export function idProblem(id: string, text: Text): string | null {
  return id === '' || isIdToken(id) ? null : text('form.id.wrong');
}
