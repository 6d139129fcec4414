import { orThrow, type WorkspaceUser } from '@tenantatlas/core';
import { bo, cleo } from '../people.ts';
import type { Past } from './past.ts';

/** An onboarding under way. Its id is fixed, so that it is started once. */
interface PlannedOnboarding {
  readonly person: WorkspaceUser;
  readonly workspaceId: string;
  readonly onboardingId: string;
  /** The tenant, whose first connection is selected; or what the tenant is called until it is identified. */
  readonly about: { readonly tenantId: string } | { readonly draftName: string };
}

const planned: readonly PlannedOnboarding[] = [
  {
    person: bo,
    workspaceId: 'acme',
    onboardingId: 'acme-robotics',
    about: { draftName: 'Acme Robotics & Warehouse Automation (acquired in October)' },
  },
  { person: bo, workspaceId: 'acme', onboardingId: 'acme-sandbox', about: { tenantId: 'acme-sandbox' } },
  { person: cleo, workspaceId: 'nordwind', onboardingId: 'nordwind-netz', about: { tenantId: 'nordwind-netz' } },
];

/** Starts the onboardings that a person finds at first: one without a tenant, one to be verified, one that waits for consent. */
export async function makeOnboardings(past: Past): Promise<void> {
  past.daysAgo(0.1);
  for (const { person, workspaceId, onboardingId, about } of planned) {
    const client = past.atlas.as(person, { source: 'ui' });
    const connections =
      'tenantId' in about ? orThrow(await client.connections.list({ workspaceId, ...about, limit: 1 })).items : [];
    const connectionId = connections[0]?.id ?? null;
    const made = await client.onboarding.start({ workspaceId, onboardingId, connectionId, ...about });
    // An earlier seed that was interrupted may have started it.
    if (made.isErr() && made.error.code !== 'conflict') orThrow(made);
  }
}
