import { useQueryClient, type Query, type QueryClient } from '@tanstack/react-query';
import {
  createTenantAtlas,
  defineControls,
  defineOperations,
  ok,
  orThrow,
  platformCapabilities,
  platformOperator,
  systemActor,
  workspaceUser,
  type Actor,
} from '@tenantatlas/core';
import { act, render, waitFor, type RenderResult } from '@testing-library/react';
import axe from 'axe-core';
import { StrictMode, type ReactNode } from 'react';
import { expect } from 'vitest';
import * as z from 'zod';
import { TestAtlasProvider, type TestAtlasProviderProps } from '../../src/testing/index.ts';

export const ada = platformOperator({ id: 'op-ada', label: 'Ada', capabilities: platformCapabilities });
export const mia = workspaceUser({ id: 'u-mia', label: 'Mia' });
export const rea = workspaceUser({ id: 'u-rea', label: 'Rea' });

const controls = defineControls({
  'acme.mail': {
    label: 'Mass mail',
    supportedScopes: ['global', 'workspace'],
    operationTypes: ['acme.mail'],
    affectedSurfaces: ['acme.campaigns'],
    policy: { maxDuration: 8 * 3_600_000 },
  },
});

const operations = defineOperations({
  'acme.mail': {
    label: 'Mass mail',
    capability: 'operations.start',
    control: 'acme.mail',
    mutationScope: 'Sends one mail to each member.',
    inputs: z.strictObject({}),
    completed: 'allow',
    run: async () => ok({ processed: 1 }),
  },
});

/**
 * An atlas in memory: `w-1` (Acme) with the active tenants `t-1` (Contoso) and `t-2`, `w-2` (Borealis) with `t-3`. Mia manages `w-1`, Rea reads it.
 */
export async function uiWorld() {
  const atlas = createTenantAtlas({ catalogs: { controls: [controls], operations: [operations] } });
  const system = atlas.as(systemActor('test-setup'));
  const places = {
    'w-1': { name: 'Acme', tenants: { 't-1': 'Contoso', 't-2': 'Dorado' } },
    'w-2': { name: 'Borealis', tenants: { 't-3': 'Elara' } },
  };
  for (const [workspaceId, { name, tenants }] of Object.entries(places)) {
    orThrow(await system.workspaces.create({ workspaceId, name }));
    for (const [tenantId, tenantName] of Object.entries(tenants)) {
      orThrow(await system.tenants.create({ workspaceId, tenantId, name: tenantName }));
      for (const to of ['onboarding', 'active'] as const)
        orThrow(await system.tenants.changeLifecycle({ workspaceId, tenantId, to }));
    }
  }
  for (const [userId, role] of [
    ['u-mia', 'manager'],
    ['u-rea', 'readonly'],
  ] as const) {
    orThrow(await system.workspaces.addMember({ workspaceId: 'w-1', userId, role }));
    orThrow(await system.workspaces.grantTenant({ workspaceId: 'w-1', tenantId: 't-1', userId }));
  }
  const operator = atlas.as(ada);
  return {
    atlas,
    operator,
    user: atlas.as(mia),
    pause: async (workspaceId: string | null, reason = 'Spam alarm', publicMessage: string | null = null) =>
      orThrow(
        await operator.controls.pause({
          control: 'acme.mail',
          scope: workspaceId === null ? { type: 'global' } : { type: 'workspace', workspaceId },
          reason,
          publicMessage,
          expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
        }),
      ),
    show: (actor: Actor, children: ReactNode, props: Partial<TestAtlasProviderProps> = {}): ShownPage =>
      show(children, { client: atlas.as(actor), ...props }),
  };
}

/** A button that has the page read anew, all of it or one method, and leaves the focus where it is when an event clicks it. */
export function ReadAnew({ method }: { readonly method?: string }): ReactNode {
  const queries = useQueryClient();
  const isMeant = ({ queryKey }: Query): boolean => method === undefined || queryKey.includes(method);
  return <button onClick={() => void queries.invalidateQueries({ predicate: isMeant })}>Read anew</button>;
}

/** A rendered page. */
export interface ShownPage extends RenderResult {
  /** Resolves once the page has asked for reads of the method, and all of them are answered and shown. */
  readonly answered: (method: string) => Promise<void>;
}

/** Renders under StrictMode, as a host does. */
export function show(children: ReactNode, props: TestAtlasProviderProps): ShownPage {
  const clients: QueryClient[] = [];
  function Probe(): ReactNode {
    clients.push(useQueryClient());
    return null;
  }
  const page = render(
    <StrictMode>
      <TestAtlasProvider {...props}>
        {children}
        <Probe />
      </TestAtlasProvider>
    </StrictMode>,
  );
  const reads = (method: string) =>
    clients.flatMap((client) =>
      client.getQueryCache().findAll({ predicate: ({ queryKey }) => queryKey.includes(method) }),
    );
  return {
    ...page,
    async answered(method) {
      await waitFor(() => {
        const states = reads(method).map(({ state: { status, fetchStatus } }) => `${status}, ${fetchStatus}`);
        expect(states.length).toBeGreaterThan(0);
        expect(states.filter((state) => !/^(success|error), idle$/.test(state))).toEqual([]);
      });
      await nextTurn();
    },
  };
}

/** Lets everything happen that is due in this turn: answers are shown in a timer of no length. */
export async function nextTurn(): Promise<void> {
  await act(() => new Promise<void>((resolve) => setTimeout(resolve)));
}

// axe asks for a canvas to tell icons from letters; jsdom has none.
HTMLCanvasElement.prototype.getContext = () => null;

/** No rule of axe is broken anywhere on the page. Colours are looked at in a browser: jsdom draws nothing. */
export async function expectAccessible(): Promise<void> {
  const { violations } = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}
