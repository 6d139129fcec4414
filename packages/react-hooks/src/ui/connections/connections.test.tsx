// @vitest-environment jsdom
import { systemActor, translateReason } from '@tenantatlas/core';
import { de as coreGerman } from '@tenantatlas/core/messages';
import type { ConnectionView, PermissionOverview, VerificationReportView } from '@tenantatlas/core/browser';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { ConnectionPage, connectionWorld, withoutRoles } from '../../../test/support/connection-world.tsx';
import { ReadAnew, expectAccessible, show } from '../../../test/support/ui-world.tsx';
import { useConnections, useConsentUrl, useVerification, useVerifyConnection } from '../../index.ts';
import { de } from '../../messages/index.ts';
import { ConnectionCard, PermissionList, PermissionSummary, VerificationReport } from '../index.ts';
import { checkSign, collectionSign, permissionSigns, readinessSigns } from './states.ts';

type World = Awaited<ReturnType<typeof connectionWorld>>;
let world: World | undefined;
afterEach(() => world?.atlas.close());

const limited = {
  collection: 'throttled',
  reason: { code: 'rate_limited', providerCode: 'http_429', retryAt: null },
} as const;

/** Shows a connection after `prepare`, and waits until it can be seen. */
async function opened(prepare: (world: World) => Promise<void>, language: 'en' | 'de' = 'en'): Promise<World> {
  world = await connectionWorld();
  await prepare(world);
  show(<ConnectionPage one={world.one} />, {
    client: world.client,
    ...(language === 'de' ? { locale: 'de', messages: { ...de, ...coreGerman } } : {}),
  });
  await screen.findByRole('article', { name: 'Main connection' });
  return world;
}
const report = () => within(screen.getByRole('region', { name: 'Checks' }));
const checks = () =>
  report()
    .getAllByRole('listitem')
    .filter((item) => item.parentElement?.className === 'ta-checks');

describe('a connection', () => {
  it('that was never checked says so and judges nothing', async () => {
    await opened(async () => {});
    const card = within(screen.getByRole('article', { name: 'Main connection' }));
    card.getByText('Not checked yet');
    card.getByText("The customer's own app");
    card.getByText('Contoso (contoso.example)');
    expect(screen.queryByRole('region', { name: 'Checks' })).toBeNull();
    screen.getByText('The permissions were never read. Run the check.');
    expect(screen.queryByText(/^Missing/)).toBeNull();
    expect(document.querySelector('[data-ta-tone="success"], [data-ta-tone="danger"]')).toBeNull();
    await expectAccessible();
  });

  it('that passed every check is ready, with its checks in order', async () => {
    await opened(async ({ check }) => check());
    screen.getByText('Provider connection ready');
    expect(checks().map((item) => item.querySelector('.ta-check-title')?.textContent)).toEqual([
      'Connection',
      'Credential',
      'Admin consent',
      'Sign-in of the app',
      'Tenant',
      'Required permissions',
    ]);
    expect(checks().map((item) => item.dataset['taState'])).toEqual(Array.from({ length: 6 }, () => 'pass'));
    report().getByText('First report');
    screen.getByText('All granted');
    fireEvent.click(screen.getByText('Granted and not required (1)'));
    screen.getByText('Files.Read.All');
    await expectAccessible();
  });

  it('that lost a permission names it, the features and the next steps, and what changed', async () => {
    await opened(async ({ check, provider }) => {
      await check();
      provider.set(withoutRoles);
      await check();
    });
    screen.getByText('Provider connection blocked');
    report().getByText('Changed since the report before: Required permissions');
    const failed = checks().filter((item) => item.dataset['taState'] === 'fail');
    expect(failed).toHaveLength(1);
    within(failed[0] as HTMLElement).getByText('Changed');
    // The first check that did not pass is open, and its evidence is beside its next steps.
    expect(
      within(failed[0] as HTMLElement)
        .getByRole('group')
        .hasAttribute('open'),
    ).toBe(true);
    within(failed[0] as HTMLElement).getByText('Next steps');
    within(screen.getByText('Missing (1)').parentElement as HTMLElement).getByText('RoleManagement.Read.Directory');
    expect(screen.getByText('Privileged roles').tagName).toBe('LI');
    await expectAccessible();
  });

  it('whose grants could not be read has not enough evidence, shows the last ones, and calls nothing missing', async () => {
    await opened(async ({ check, provider }) => {
      await check();
      provider.answerNext('grants', limited);
      await check();
    });
    expect(report().getAllByText('Not enough evidence').length).toBeGreaterThan(0);
    report().getByText('Limited by the provider');
    expect(report().getAllByText('Code of the provider: http_429').length).toBeGreaterThan(0);
    const unread = within(screen.getByText('Unreadable (3)').parentElement as HTMLElement);
    expect(unread.getAllByText('Granted when last read')).toHaveLength(3);
    expect(screen.queryByText(/^Missing/)).toBeNull();
    expect(
      document.querySelector('.ta-report [data-ta-tone="danger"], .ta-permissions [data-ta-tone="danger"]'),
    ).toBeNull();
    await expectAccessible();
  });

  it('names a reason once where a page says what it shows already', async () => {
    const { one, client } = await opened(async ({ check, provider }) => {
      await check();
      provider.answerNext('grants', limited);
      await check();
    });
    const named = () => screen.queryAllByText('Too many requests').length;
    const explained = () => screen.queryAllByText(/The provider asked to slow down/).length;
    expect([named(), explained()]).toEqual([3, 3]);
    cleanup();
    show(<ConnectionPage one={one} isReasonTold />, { client });
    await screen.findByRole('article', { name: 'Main connection' });
    expect([named(), explained()]).toEqual([1, 1]);
    // What to do about it, and since when it can be tried, stay.
    report().getByText('Next steps');
    screen.getByText(/^Reading the permissions failed/);
  });

  it('is in German, without a raw id', async () => {
    await opened(async ({ check, provider }) => {
      provider.set(withoutRoles);
      await check();
    }, 'de');
    screen.getByText('Verbindung zum Anbieter blockiert');
    screen.getByText('Nächste Schritte');
    screen.getByText('Erreichter Mandant');
    expect(document.body.textContent).not.toMatch(/ui\.|provider_permission|reasons\.|sign_in|tenant_identity|grants/);
    await expectAccessible();
  });

  it('is checked by a press, and the next read has the report', async () => {
    world = await connectionWorld();
    const { one, client, atlas } = world;
    function Checked() {
      const verifying = useVerifyConnection();
      const found = useVerification(one);
      return (
        <>
          <button onClick={() => void verifying.run(one)}>Run check</button>
          <p>{verifying.state}</p>
          <output>{found.state === 'ready' ? (found.data?.overall ?? 'none') : found.state}</output>
          <ReadAnew />
        </>
      );
    }
    show(<Checked />, { client });
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('none'));
    fireEvent.click(screen.getByRole('button', { name: 'Run check' }));
    await screen.findByText('done');
    await atlas.worker.idle();
    fireEvent.click(screen.getByRole('button', { name: 'Read anew' }));
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('ready'));
  });

  it('gets an address for consent by a press, a new one each time, and says why there is none', async () => {
    world = await connectionWorld();
    const { one, client, atlas } = world;
    function Asked() {
      const consent = useConsentUrl();
      return (
        <>
          <button onClick={() => void consent.run(one)}>Ask for consent</button>
          <output>{consent.state === 'done' ? consent.data.url : consent.state}</output>
        </>
      );
    }
    show(<Asked />, { client });
    const press = () => fireEvent.click(screen.getByRole('button', { name: 'Ask for consent' }));
    const shown = () => screen.getByRole('status').textContent ?? '';
    press();
    await waitFor(() => expect(shown()).toMatch(/^https:\/\/scripted\.example\/consent\?tenant=contoso\.example/));
    const first = shown();
    press();
    await waitFor(() => expect(shown()).toMatch(/^https/));
    await waitFor(() => expect(shown()).not.toBe(first));
    await atlas.as(systemActor('test')).connections.update({ ...one, isEnabled: false });
    press();
    await waitFor(() => expect(shown()).toBe('failed'));
  });

  it('is one of a list, with a name, actions and help of the host', async () => {
    world = await connectionWorld();
    function List() {
      const connections = useConnections({ workspaceId: 'w-1', tenantId: 't-1' });
      if (connections.state !== 'ready') return null;
      return connections.data.items.map((one) => (
        <ConnectionCard
          key={one.id}
          connection={one}
          slots={{
            name: ({ connection }) => <a href={`/c/${connection.id}`}>{connection.displayName}</a>,
            actions: () => <button>Check</button>,
            help: ({ connection }) => <p>Help for {connection.readiness}</p>,
          }}
        />
      ));
    }
    show(<List />, { client: world.client });
    await screen.findByRole('link', { name: 'Main connection' });
    screen.getByRole('button', { name: 'Check' });
    screen.getByText('Help for consent_required');
  });
});

describe('parts of a host', () => {
  it('show next steps and help beside what did not pass only', async () => {
    world = await connectionWorld();
    world.provider.set(withoutRoles);
    await world.check();
    const { report: found } = (await world.client.connections.get(world.one))._unsafeUnwrap();
    const overview = (await world.client.connections.permissions(world.one))._unsafeUnwrap();
    show(
      <>
        <VerificationReport
          report={found as VerificationReportView}
          slots={{
            nextStep: ({ step }) => <a href={`/do/${step.kind}`}>Do {step.kind}</a>,
            help: ({ check }) => <p>Help for {check.key}</p>,
          }}
        />
        <PermissionList overview={overview} slots={{ help: () => <p>Help for permissions</p> }} />
      </>,
      { client: world.client },
    );
    screen.getByRole('link', { name: 'Do open_required_permissions' });
    expect(screen.getAllByText(/^Help for/).map(({ textContent }) => textContent)).toEqual([
      'Help for permissions',
      'Help for permissions',
    ]);
  });

  it('say of each permission below those that were read that it is missing', async () => {
    world = await connectionWorld();
    world.provider.set(withoutRoles);
    await world.check();
    const { report } = (await world.client.connections.get(world.one))._unsafeUnwrap();
    show(<VerificationReport report={report as VerificationReportView} />, { client: world.client });
    const facts = [...document.querySelectorAll('.ta-evidence-facts')].map(({ textContent }) => textContent);
    expect(facts).toContainEqual(expect.stringMatching(/^Missing: application [A-Z]\S+$/));
  });

  it('show no key: neither of a removed check nor of evidence that is newer than the page', async () => {
    world = await connectionWorld();
    world.provider.set(withoutRoles);
    await world.check();
    const { report: found } = (await world.client.connections.get(world.one))._unsafeUnwrap();
    const known = found as VerificationReportView;
    const checks = known.checks.map((check) => ({
      ...check,
      evidence: check.evidence.map((one) => ({ ...one, subject: 'licence_facts' })),
    }));
    for (const [gone, text] of [
      [['mail_flow'], /: Required permissions, a check that is not made any more$/],
      [['mail_flow', 'dns_records'], /: Required permissions, 2 checks that are not made any more$/],
    ] as const) {
      const change = { kind: 'changed', changedKeys: [...gone, 'permissions'] } as const;
      const page = show(<VerificationReport report={{ ...known, checks, change }} />, { client: world.client });
      screen.getByText(text);
      expect(screen.getAllByText('Other evidence').length).toBeGreaterThan(0);
      expect(document.body.textContent).not.toMatch(/mail_flow|dns_records|licence_facts/);
      page.unmount();
    }
  });

  it('give a reason that is not known neutral words, and never its code', async () => {
    world = await connectionWorld();
    world.provider.set(withoutRoles);
    await world.check();
    const connection = (await world.client.connections.get(world.one))._unsafeUnwrap();
    const reason = translateReason('ext.gone_with_its_host');
    const known = connection.report as VerificationReportView;
    const unknown = known.checks.map((check) => ({
      ...check,
      reasonCode: reason.diagnosticCode,
      reason,
      evidence: check.evidence.map((one) => ({ ...one, reason })),
    }));
    show(
      <>
        <ConnectionCard connection={{ ...connection, lastErrorReason: reason }} />
        <VerificationReport report={{ ...known, primaryReason: reason, checks: unknown }} />
      </>,
      { client: world.client },
    );
    expect(screen.getAllByText('Unknown reason').length).toBeGreaterThan(1);
    expect(document.body.innerHTML).not.toContain('gone_with_its_host');
  });

  it('say why a report no longer applies to the connection', async () => {
    world = await connectionWorld();
    await world.check();
    const { report: found } = (await world.client.connections.get(world.one))._unsafeUnwrap();
    for (const [staleBecause, text] of [
      ['connection_changed', /was changed after this report/],
      ['too_old', /older than 7 days/],
      ['other_connection', /about another connection/],
    ] as const) {
      const page = show(<VerificationReport report={{ ...(found as VerificationReportView), staleBecause }} />, {
        client: world.client,
      });
      screen.getByText(text);
      page.unmount();
    }
  });
});

describe('a summary of permissions', () => {
  async function summary(prepare: (world: World) => Promise<void>): Promise<string> {
    world = await connectionWorld();
    await prepare(world);
    const overview = (await world.client.connections.permissions(world.one))._unsafeUnwrap();
    show(<PermissionSummary overview={overview} />, { client: world.client });
    await expectAccessible();
    return document.querySelector('.ta-permission-summary')?.textContent ?? '';
  }

  it('counts what is missing', async () => {
    const text = await summary(async ({ check, provider }) => {
      provider.set(withoutRoles);
      await check();
    });
    expect(text).toMatch(/^Permissions missingMissing \(1\) · Granted \(2\)/);
  });

  it('of permissions that were never read judges nothing', async () => {
    expect(await summary(async () => {})).toBe('Not enough evidenceRequired (3)');
    expect(document.querySelector('[data-ta-tone="danger"], [data-ta-tone="success"]')).toBeNull();
  });

  it('of permissions that could not be read any more calls nothing missing', async () => {
    const text = await summary(async ({ check, provider }) => {
      await check();
      provider.answerNext('grants', limited);
      await check();
    });
    expect(text).toMatch(/^Not enough evidenceUnreadable \(3\)/);
    expect(document.querySelector('[data-ta-tone="danger"], [data-ta-tone="success"]')).toBeNull();
  });
});

describe('signs', () => {
  it.each([
    ['disabled', 'muted'],
    ['consent_revoked', 'danger'],
    ['consent_failed', 'danger'],
    ['consent_required', 'info'],
    ['blocked', 'danger'],
    ['degraded', 'warning'],
    ['pending', 'neutral'],
    ['ready', 'success'],
  ] as const satisfies readonly (readonly [ConnectionView['readiness'], string])[])(
    'of a connection that is %s are %s',
    (readiness, tone) => expect(readinessSigns[readiness].tone).toBe(tone),
  );

  it.each([
    [{ status: 'fail', blocking: true }, 'danger'],
    [{ status: 'fail', blocking: false }, 'warning'],
    [{ status: 'warn', blocking: true }, 'warning'],
    [{ status: 'pass', blocking: true }, 'success'],
    [{ status: 'skip', blocking: true }, 'muted'],
    [{ status: 'running', blocking: true }, 'info'],
    [{ status: 'unknown', blocking: true }, 'neutral'],
  ] as const)('of a check %j are %s', (check, tone) => expect(checkSign(check).tone).toBe(tone));

  it.each(['forbidden', 'not_licensed', 'throttled', 'failed', 'stale', 'never'] as const)(
    'of evidence that is %s are never good or bad',
    (collection) => expect(collectionSign(collection)).toEqual({ tone: 'neutral', icon: 'circle' }),
  );

  it('of unknown permissions are absence', () => {
    const tones = Object.entries(permissionSigns).map(([overall, { tone }]) => [overall, tone]);
    expect(Object.fromEntries(tones) satisfies Record<string, string>).toEqual({
      ready: 'success',
      needs_attention: 'warning',
      blocked: 'danger',
      unknown: 'neutral',
    } satisfies { [overall in PermissionOverview['overall']]: string });
  });
});
