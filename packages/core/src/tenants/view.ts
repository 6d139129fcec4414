import * as z from 'zod';
import { described, idAnswer, instantAnswer, pageAnswer, versionAnswer } from '../kernel/answers.ts';
import type { Instant } from '../kernel/instant.ts';
import { presentationAnswer } from '../lifecycle/answer.ts';
import { presentLifecycle, type LifecyclePresentation } from '../lifecycle/presentation.ts';
import { tenantLifecycles, type TenantLifecycle, type TenantRecord } from '../ports/tenant-store.ts';

/** A tenant as shown. */
export interface TenantView {
  readonly workspaceId: string;
  readonly tenantId: string;
  readonly name: string;
  readonly externalTenantId: string | null;
  readonly lifecycle: TenantLifecycle;
  readonly presentation: LifecyclePresentation;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly version: number;
}

/** A {@link TenantView}. */
export const tenantAnswer = described<TenantView>()('Tenant', () =>
  z.strictObject({
    workspaceId: idAnswer(),
    tenantId: idAnswer(),
    name: z.string(),
    externalTenantId: z.string().nullable(),
    lifecycle: z.enum(tenantLifecycles),
    presentation: presentationAnswer(),
    createdAt: instantAnswer(),
    updatedAt: instantAnswer(),
    version: versionAnswer(),
  }),
);

/** A page of {@link TenantView}. */
export const tenantPageAnswer = pageAnswer('Tenant', tenantAnswer);

/** The public form of a tenant. */
export function tenantView(tenant: TenantRecord): TenantView {
  const { workspaceId, tenantId, name, externalTenantId, lifecycle, createdAt, updatedAt, version } = tenant;
  return {
    workspaceId,
    tenantId,
    name,
    externalTenantId,
    lifecycle,
    presentation: presentLifecycle(lifecycle),
    createdAt,
    updatedAt,
    version,
  };
}
