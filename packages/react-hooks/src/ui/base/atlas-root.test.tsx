// @vitest-environment jsdom
import { de } from '@tenantatlas/core/messages';
import { platformCapabilities, platformOperator, presentLifecycle } from '@tenantatlas/core';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ada, expectAccessible, show, uiWorld } from '../../../test/support/ui-world.tsx';
import { AuditTrail } from '../audit/audit-trail.tsx';
import { ControlCenter } from '../controls/control-center.tsx';
import { LifecycleBadge } from '../lifecycle/lifecycle-badge.tsx';
import { de as deUi } from '../../messages/index.ts';
import { AtlasRoot } from './atlas-root.tsx';

const rootOf = (element: Element | null) => element?.closest('.ta-root');

describe('theme, language and direction', () => {
  it('come from the provider, once for all children', () => {
    show(
      <AtlasRoot className="mine">
        <LifecycleBadge presentation={presentLifecycle('active')} />
      </AtlasRoot>,
      { locale: 'ar', theme: 'dark' },
    );
    const roots = document.querySelectorAll('.ta-root');
    expect(roots.length).toBe(1);
    const { dir, lang, className, dataset } = roots[0] as HTMLElement;
    expect({ dir, lang, className, theme: dataset['taTheme'] }).toEqual({
      dir: 'rtl',
      lang: 'ar',
      className: 'ta-root mine',
      theme: 'dark',
    });
  });

  it('apply to a component without a root, and to overlays', async () => {
    const world = await uiWorld();
    world.show(ada, <ControlCenter controls={['acme.mail']} />, { locale: 'he', theme: 'light' });
    const button = await screen.findByRole('button', { name: /Pause Mass mail/ });
    expect(rootOf(button)?.getAttribute('dir')).toBe('rtl');
    fireEvent.click(button);
    const dialog = await screen.findByRole('dialog');
    const root = dialog.querySelector('.ta-root');
    expect(root?.getAttribute('dir')).toBe('rtl');
    expect(root?.getAttribute('data-ta-theme')).toBe('light');
  });
});

it('is German with the German catalogs of the host', async () => {
  const world = await uiWorld();
  await world.pause('w-1');
  const { baseElement } = world.show(ada, <ControlCenter controls={['acme.mail']} />, {
    locale: 'de',
    messages: { ...de, ...deUi },
  });
  await screen.findByText('In 1 Arbeitsbereich pausiert');
  screen.getByText('in 1 Stunde');
  fireEvent.click(screen.getByRole('button', { name: 'Mass mail pausieren' }));
  await screen.findByText('Wählen Sie einen Arbeitsbereich, um die Auswirkung zu sehen.');
  expect(rootOf(screen.getByRole('article', { hidden: true }))?.getAttribute('lang')).toBe('de');
  await waitFor(() => screen.getByRole('checkbox', { name: /^Borealis/ }));
  for (const english of ['Reason', 'Workspace', 'Pause for', 'Until', 'hours', 'Loading'])
    expect(baseElement.textContent).not.toContain(english);
  await expectAccessible();
});

describe('a name that runs in the other direction', () => {
  it.each([
    { locale: 'en', messages: { 'catalog.Mass mail': 'بريد 7' }, name: 'Pause \u2068بريد 7\u2069' },
    { locale: 'ar', messages: { 'ui.control.pause_named': 'إيقاف {label}' }, name: 'إيقاف \u2068Mass mail\u2069' },
  ])('is an isolate in labels and sentences, here in $locale', async ({ locale, messages, name }) => {
    const world = await uiWorld();
    world.show(ada, <ControlCenter controls={['acme.mail']} />, { locale, messages });
    await screen.findByRole('button', { name });
  });

  it('leaves the words of an audit entry in their order', async () => {
    const world = await uiWorld();
    const eve = platformOperator({ id: 'op-eve', label: 'حواء', capabilities: platformCapabilities });
    const scope = { type: 'workspace', workspaceId: 'w-1' } as const;
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    (
      await world.atlas.as(eve).controls.pause({ control: 'acme.mail', scope, reason: 'Spam alarm', expiresAt })
    )._unsafeUnwrap();
    const request = { workspaceId: 'w-1', actions: ['operational_control.paused' as const] };
    world.show(ada, <AuditTrail request={request} />);
    await screen.findByText('\u2068حواء\u2069 paused Mass mail for Acme.');
  });
});
