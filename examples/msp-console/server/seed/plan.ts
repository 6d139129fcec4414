// Who and what there is when the console starts for the first time.
import type { WorkspaceUser } from '@tenantatlas/core';
import { bo, cleo, dov, fay, gus } from '../people.ts';

/** A tenant, and how far along its life it is. */
export interface PlannedTenant {
  readonly tenantId: string;
  readonly name: string;
  readonly externalTenantId: string | null;
  readonly lifecycle: 'draft' | 'onboarding' | 'active' | 'archived';
}

/** A member, and the tenants that they see. */
interface PlannedMember {
  readonly person: WorkspaceUser;
  readonly role: 'owner' | 'manager' | 'operator' | 'readonly';
  readonly tenantIds: readonly string[];
}

/** A workspace with everything in it. */
export interface PlannedWorkspace {
  readonly workspaceId: string;
  readonly name: string;
  readonly tenants: readonly PlannedTenant[];
  readonly members: readonly PlannedMember[];
}

const tenant = (
  tenantId: string,
  name: string,
  lifecycle: PlannedTenant['lifecycle'],
  externalTenantId: string | null = null,
): PlannedTenant => ({ tenantId, name, externalTenantId, lifecycle });

const acme = [
  tenant('acme-production', 'Acme Production', 'active', '5f0c1a9e-7f53-4c5e-9a36-2f8b1f0a7c11'),
  tenant('acme-emea', 'Acme Europe, Middle East & Africa', 'active', '0b7d2c44-93f8-4a1f-8f0e-b1d6a6f3e852'),
  tenant('acme-sandbox', 'Acme Sandbox for Change Advisory Board Rehearsals', 'onboarding'),
  tenant('acme-exchange-2013', 'Acme Exchange 2013', 'archived'),
];
const contoso = [
  tenant('contoso-clinical', 'Contoso Clinical Services', 'active', '9c2e8f17-4b0d-4d6a-a0e5-6f7f3f1c2d90'),
  tenant('contoso-research', 'Contoso Research Institute', 'draft'),
];
const nordwind = [
  tenant('nordwind-hauptmandant', 'Nordwind Hauptmandant', 'active', 'e1a4d8b3-5c67-4f29-bb1a-84d3c7a9f016'),
  tenant('nordwind-netz', 'Nordwind Netzgesellschaft Ostwestfalen-Lippe', 'onboarding'),
];
const idsOf = (tenants: readonly PlannedTenant[]): readonly string[] => tenants.map(({ tenantId }) => tenantId);

/** The three customers. */
export const workspaces: readonly PlannedWorkspace[] = [
  {
    workspaceId: 'acme',
    name: 'Acme Manufacturing & Logistics',
    tenants: acme,
    members: [
      { person: bo, role: 'owner', tenantIds: idsOf(acme) },
      { person: fay, role: 'operator', tenantIds: ['acme-production', 'acme-emea'] },
      { person: gus, role: 'operator', tenantIds: ['acme-production'] },
      { person: dov, role: 'readonly', tenantIds: ['acme-production', 'acme-exchange-2013'] },
    ],
  },
  {
    workspaceId: 'contoso-health',
    name: 'Contoso Regional Health Partners (North-East)',
    tenants: contoso,
    members: [{ person: cleo, role: 'manager', tenantIds: idsOf(contoso) }],
  },
  {
    workspaceId: 'nordwind',
    name: 'Nordwind Energie- und Wasserversorgungsgesellschaft',
    tenants: nordwind,
    members: [{ person: cleo, role: 'owner', tenantIds: idsOf(nordwind) }],
  },
];
