// @vitest-environment jsdom
import { createTenantAtlas, orThrow, systemActor } from '@tenantatlas/core';
import { de as coreGerman } from '@tenantatlas/core/messages';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { connectionWorld, withoutRoles } from '../../../test/support/connection-world.tsx';
import { help } from '../../../test/support/help-sample.ts';
import { ReadAnew, expectAccessible, nextTurn, show } from '../../../test/support/ui-world.tsx';
import { useConnection, useContextualHelp, usePermissions } from '../../index.ts';
import { de } from '../../messages/index.ts';
import {
  ConnectionCard,
  ConnectionHelp,
  ContextualHelp,
  PermissionHelp,
  PermissionList,
  VerificationHelp,
  VerificationReport,
  type ContextualHelpProps,
  type HelpLinkProps,
} from '../index.ts';
import type { ReactNode } from 'react';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function world() {
  const made = await connectionWorld();
  closing.push(() => made.atlas.close());
  return made;
}
const section = () => within(screen.getByRole('group', { name: 'Contextual help' }));

describe('help', () => {
  function shown(change: object = {}, props: Partial<ContextualHelpProps> = {}) {
    const atlas = createTenantAtlas();
    closing.push(() => atlas.close());
    show(<ContextualHelp help={{ ...help, ...change }} {...props} />, { client: atlas.as(systemActor('test')) });
  }

  it('has its two headings, its words in order, and its steps as a list', async () => {
    shown();
    section().getByRole('heading', { name: 'Contextual help', level: 4 });
    section().getByRole('heading', { name: 'Safe next action', level: 5 });
    const steps = within(section().getByRole('list', { name: 'Steps' }));
    expect(steps.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'Ask an administrator.',
      'Wait.',
    ]);
    const order = [
      'Admin consent required',
      'An administrator has not agreed yet.',
      'Ask an',
      'Safe next action',
      'Grant admin',
    ];
    const text = screen.getByRole('group', { name: 'Contextual help' }).textContent ?? '';
    const places = order.map((part) => text.indexOf(part));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(places).not.toContain(-1);
    await expectAccessible();
  });

  it('draws no link without an address, opens others of https anew, and those of the page in place', () => {
    shown();
    const links = section().getAllByRole('link');
    expect(links.map((link) => [link.textContent, link.getAttribute('href'), link.getAttribute('target')])).toEqual([
      ['Open required permissions', '/permissions', null],
      ['Admin consent guide (opens in a new tab)', 'https://learn.example.com/consent', '_blank'],
    ]);
    expect(links[1]!.getAttribute('rel')).toBe('noreferrer');
  });

  it.each([
    ['Admin consent missing', true],
    ['Admin consent required', false],
    ['ADMIN consent Required ', false],
  ])('shows the reason %j where it says more than the headline: %s', (text, isShown) => {
    shown({ reasonLabel: { id: 'test.text', params: {}, text } });
    expect(section().queryByText(text.trim(), { selector: 'span' }) !== null).toBe(isShown);
    expect(section().getByText('Admin consent required', { selector: 'strong' })).toBeTruthy();
  });

  it('does not repeat what the view shows already', () => {
    const { shortExplanation, reasonLabel } = help;
    shown({}, { besides: [shortExplanation, null, { ...reasonLabel!, text: ' ADMIN consent missing' }] });
    expect(section().queryByText(shortExplanation.text)).toBeNull();
    expect(section().queryByText('Admin consent missing')).toBeNull();
    section().getByText('Admin consent required');
    section().getByText('Grant admin consent and re-run verification.');
  });

  it('draws the links of a host', () => {
    function Route({ link, url, children }: HelpLinkProps): ReactNode {
      return (
        <a href={`#${url}`}>
          {String(link.resolver)}: {children}
        </a>
      );
    }
    shown({}, { slots: { link: Route } });
    const links = section().getAllByRole('link');
    expect(links.map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
      ['required_permissions: Open required permissions', '#/permissions'],
      ['null: Admin consent guide', '#https://learn.example.com/consent'],
    ]);
  });

  it.each([
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
    'http://example.com',
    '//evil.example',
    String.raw`/\evil.example`,
    'https://a@evil.example',
    '',
  ])('draws no link to %j, whatever client answered it', (url) => {
    const [first] = help.links;
    shown({
      links: [
        { ...first!, url },
        { ...first!, url: '/safe' },
      ],
    });
    expect(
      section()
        .getAllByRole('link')
        .map((link) => link.getAttribute('href')),
    ).toEqual(['/safe']);
  });

  it('never shows the code of a reason, nor an empty list', () => {
    shown({ diagnosticCode: 'raw_code_4711', troubleshootingSteps: [], links: [] });
    expect(document.body.textContent).not.toContain('raw_code_4711');
    expect(document.body.innerHTML).not.toContain('raw_code_4711');
    expect(section().queryAllByRole('list')).toEqual([]);
  });
});

describe('the help slots', () => {
  function Page({ one }: { readonly one: { workspaceId: string; connectionId: string } }) {
    const connection = useConnection(one);
    const permissions = usePermissions(one);
    if (connection.state !== 'ready' || permissions.state !== 'ready') return null;
    return (
      <>
        <div data-testid="card">
          <ConnectionCard connection={connection.data} slots={{ help: ConnectionHelp }} />
        </div>
        <div data-testid="report">
          {connection.data.report && (
            <VerificationReport report={connection.data.report} slots={{ help: VerificationHelp }} />
          )}
        </div>
        <div data-testid="permissions">
          <PermissionList overview={permissions.data} slots={{ help: PermissionHelp }} />
        </div>
      </>
    );
  }
  const part = (name: string) => within(screen.getByTestId(name));
  const regions = (name: string) => part(name).queryAllByRole('group', { name: 'Contextual help' });

  it('say once what is wrong, beside the part that says it already', async () => {
    const { client, one, provider, check } = await world();
    provider.set(withoutRoles);
    await check();
    show(<Page one={one} />, { client });
    await waitFor(() => expect(['card', 'report', 'permissions'].flatMap(regions)).toHaveLength(3));
    const told = 'The tenant has not granted a permission that this check needs.';
    for (const name of ['card', 'report']) {
      part(name).getByText(told);
      expect(within(regions(name)[0]!).queryByText(told)).toBeNull();
    }
  });

  it('of card, report and permissions show one help each, about what is wrong there', async () => {
    const { client, one, provider, check } = await world();
    provider.set(withoutRoles);
    await check();
    show(<Page one={one} />, { client });
    await waitFor(() => expect(['card', 'report', 'permissions'].flatMap(regions)).toHaveLength(3));
    for (const name of ['card', 'report', 'permissions']) {
      expect(regions(name)).toHaveLength(1);
      within(regions(name)[0]!).getByText('Required permissions missing');
      const link = within(regions(name)[0]!).getByRole('link', { name: 'Open required permissions' });
      expect(link.getAttribute('href')).toBe('/tenants/t-1/permissions');
    }
    await expectAccessible();
  });

  it('of a connection without consent show the help of consent, with the guide where the tenant has no address', async () => {
    const { client, one } = await world();
    show(<Page one={one} />, { client });
    await waitFor(() => expect(regions('card')).toHaveLength(1));
    const links = within(regions('card')[0]!).getAllByRole('link');
    expect(links.map(({ textContent }) => textContent)).toEqual([
      'Grant admin consent (opens in a new tab)',
      'Admin consent guide (opens in a new tab)',
    ]);
    expect(links[0]!.getAttribute('href')).toBe(links[1]!.getAttribute('href'));
  });

  it('show nothing where everything passed', async () => {
    const { client, one, check } = await world();
    await check();
    show(<Page one={one} />, { client });
    await screen.findByText('Provider connection ready');
    expect(screen.queryByText('Contextual help')).toBeNull();
  });

  it('are in German', async () => {
    const { client, one, provider, check } = await world();
    provider.set(withoutRoles);
    await check();
    show(<Page one={one} />, { client, locale: 'de', messages: { ...de, ...coreGerman } });
    const [first] = await screen.findAllByRole('group', { name: 'Hilfe dazu' });
    within(first!).getByText('Erforderliche Berechtigungen fehlen');
    within(first!).getByRole('heading', { name: 'Sicherer nächster Schritt' });
    within(first!).getByRole('link', { name: 'Erforderliche Berechtigungen öffnen' });
  });
});

it('the hook has no help at once where nothing is asked, and sends nothing', async () => {
  const { client: own } = await world();
  const resolve = vi.fn(own.knowledge.resolve);
  const client = { ...own, knowledge: { ...own.knowledge, resolve } };
  const states: string[] = [];
  function Nothing() {
    const result = useContextualHelp(null);
    states.push(result.state);
    return result.state === 'ready' && result.data.help === null ? <p>none</p> : null;
  }
  show(
    <>
      <Nothing />
      <ReadAnew />
    </>,
    { client },
  );
  screen.getByText('none');
  fireEvent.click(screen.getByRole('button', { name: 'Read anew' }));
  await nextTurn();
  expect(new Set(states)).toEqual(new Set(['ready']));
  expect(resolve).not.toHaveBeenCalled();
});

it('the hook answers the help of a reason, and none for an unknown one', async () => {
  const { client, atlas } = await world();
  const shown: (string | null)[] = [];
  function Asked({ reasonCode }: { readonly reasonCode: string }) {
    const result = useContextualHelp({
      workspaceId: 'w-1',
      tenantId: 't-1',
      surface: 'support_diagnostics',
      reasonCode,
    });
    if (result.state === 'ready') shown.push(result.data.help?.topicKey ?? null);
    return <p>{result.state}</p>;
  }
  show(
    <>
      <Asked reasonCode="rate_limited" />
      <Asked reasonCode="unheard_of" />
    </>,
    { client },
  );
  await waitFor(() => expect(screen.getAllByText('ready')).toHaveLength(2));
  expect(new Set(shown)).toEqual(new Set(['retryable-provider-failure', null]));
  expect(orThrow(await atlas.as(systemActor('test')).knowledge.topics())).toHaveLength(8);
});
