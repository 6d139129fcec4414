// @vitest-environment jsdom
import { tenantLifecycles, workspaceRoles } from '@tenantatlas/core';
import { en, de as coreDe, messagePlaceholders } from '@tenantatlas/core/messages';
import { cleanup, renderHook } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { useSay } from '../index.ts';
import { de as uiDe } from '../messages/index.ts';
import { TestAtlasProvider } from '../testing/index.ts';

afterEach(cleanup);

/** What a parameter of a summary carries. A name and an id are the same in every language; a code and a label have a word in each. */
type Carries = 'name' | 'id' | 'count' | 'catalog' | 'lifecycle' | 'role';

const carries: { readonly [parameter: string]: Carries } = {
  name: 'name',
  tenant: 'id',
  removed: 'count',
  label: 'catalog',
  from: 'lifecycle',
  to: 'lifecycle',
  role: 'role',
  previous: 'role',
};

const summaries = Object.keys(en).filter((id) => id.startsWith('audit.summary.'));
const parameters = summaries.flatMap((id) => messagePlaceholders(en[id] ?? '').map((name) => ({ id, name })));

const english = {
  catalog: ['Restore execution'],
  lifecycle: tenantLifecycles.map((value) => en[`lifecycle.${value}.label`] ?? ''),
  role: workspaceRoles,
} as const satisfies { readonly [kind in Carries]?: readonly string[] };

/** The German word of each value, from the catalogs that a provider is given. */
const german = {
  catalog: ['Wiederherstellung'],
  lifecycle: tenantLifecycles.map((value) => coreDe[`lifecycle.${value}.label`] ?? ''),
  role: ['Nur lesen', 'Operator', 'Manager', 'Eigentümer'],
} as const satisfies { readonly [kind in keyof typeof english]: readonly string[] };

function said(messages: { readonly [id: string]: string }, id: string, name: string, value: string): string {
  const others = messagePlaceholders(en[id] ?? '').map((each) => [each, each === name ? value : '-'] as const);
  const { result } = renderHook(useSay, {
    wrapper: ({ children }) => (
      <TestAtlasProvider messages={messages} locale="de">
        {children}
      </TestAtlasProvider>
    ),
  });
  return result.current({ id, params: Object.fromEntries(others), text: '' });
}

it('the summaries have parameters of known kinds only: one that is new has to say what it carries', () => {
  expect(parameters.length).toBeGreaterThan(20);
  expect(parameters.filter(({ name }) => !Object.hasOwn(carries, name))).toEqual([]);
});

it.each(parameters)('$id says its $name in the words of the reader', ({ id, name }) => {
  const kind = carries[name] ?? 'name';
  if (kind !== 'catalog' && kind !== 'lifecycle' && kind !== 'role') {
    expect(said({ ...coreDe, ...uiDe }, id, name, 'owner')).toContain('owner');
    return;
  }
  english[kind].forEach((value, at) => {
    const text = said({ ...coreDe, ...uiDe }, id, name, value);
    expect(text).toContain(german[kind][at]);
    if (german[kind][at] !== value) expect(text).not.toContain(value);
  });
});

it('a role of a host has no word, and stays as it is', () => {
  const id = 'audit.summary.membership_granted';
  expect(said({ ...coreDe, ...uiDe }, id, 'role', 'auditor')).toBe('Mitgliedschaft als auditor erteilt');
});
