import { orThrow, type WorkspaceUser } from '@tenantatlas/core';
import { bo, cleo } from '../people.ts';
import type { Past } from './past.ts';
import { ignoreExisting } from './places.ts';

/** An onboarding, and how far it has come. */
interface PlannedOnboarding {
  readonly person: WorkspaceUser;
  readonly workspaceId: string;
  readonly onboardingId: string;
  readonly draftName: string;
  /** Null for one that has identified no tenant yet. With a tenant it selects the tenant's connection, if there is one. */
  readonly tenantId: string | null;
  readonly isCancelled: boolean;
}

const planned: readonly PlannedOnboarding[] = [
  {
    person: bo,
    workspaceId: 'acme',
    onboardingId: 'acme-sandbox',
    draftName: 'Acme Sandbox',
    tenantId: 'acme-sandbox',
    isCancelled: false,
  },
  {
    person: cleo,
    workspaceId: 'nordwind',
    onboardingId: 'nordwind-netz',
    draftName: 'Nordwind Netz',
    tenantId: 'nordwind-netz',
    isCancelled: false,
  },
  {
    person: bo,
    workspaceId: 'acme',
    onboardingId: 'acme-robotics',
    draftName: 'Acme Robotics & Warehouse Automation (acquired in October)',
    tenantId: null,
    isCancelled: false,
  },
  {
    person: cleo,
    workspaceId: 'contoso-health',
    onboardingId: 'contoso-research',
    draftName: 'Contoso Research',
    tenantId: 'contoso-research',
    isCancelled: true,
  },
];

/** Begins the onboardings through the API, and cancels one. Every step can be repeated: what an interrupted seed has begun is not begun again. */
export async function makeOnboardings(past: Past): Promise<void> {
  past.daysAgo(0.1);
  for (const one of planned) {
    const { workspaceId, onboardingId, draftName, tenantId } = one;
    const { connections, onboarding } = past.atlas.as(one.person, { source: 'ui' });
    const known = tenantId ? orThrow(await connections.list({ workspaceId, tenantId, limit: 1 })).items : [];
    const connectionId = known[0]?.id ?? null;
    ignoreExisting(await onboarding.start({ workspaceId, onboardingId, draftName, tenantId, connectionId }));
    if (!one.isCancelled) continue;
    const { status, version } = orThrow(await onboarding.get({ workspaceId, onboardingId }));
    if (status === 'open') orThrow(await onboarding.cancel({ workspaceId, onboardingId, expectedVersion: version }));
  }
}
