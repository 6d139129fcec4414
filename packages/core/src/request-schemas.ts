import type * as z from 'zod';
import type { MethodName } from './access/matrix.ts';
import * as audit from './audit/schema.ts';
import type { ControlUseCases } from './controls/service.ts';
import type { OperationCatalog } from './runs/definition.ts';
import * as runs from './runs/schema.ts';
import type { SurfacesSetup } from './surfaces/service.ts';
import * as tenants from './tenants/schema.ts';
import * as workspaces from './workspaces/schema.ts';

/** What each method takes. */
export type RequestSchemas = { readonly [method in MethodName]: z.ZodType };

/** The schemas of one atlas: its catalogs say what can be paused and started. They are the ones that judge the requests. */
export function requestSchemas(
  { reads, writes }: ControlUseCases,
  operations: OperationCatalog,
  surfaces: SurfacesSetup,
): RequestSchemas {
  return {
    'workspaces.create': workspaces.createSchema,
    'workspaces.archive': workspaces.oneSchema,
    'workspaces.restore': workspaces.oneSchema,
    'workspaces.get': workspaces.oneSchema,
    'workspaces.list': workspaces.listSchema,
    'workspaces.addMember': workspaces.addMemberSchema,
    'workspaces.removeMember': workspaces.removeMemberSchema,
    'workspaces.grantTenant': workspaces.grantTenantSchema,
    'workspaces.revokeTenant': workspaces.revokeTenantSchema,
    'tenants.create': tenants.createSchema,
    'tenants.changeLifecycle': tenants.changeSchema,
    'tenants.get': tenants.oneSchema,
    'tenants.list': tenants.listSchema,
    'controls.list': reads.list.input,
    'controls.summary': reads.summary.input,
    'controls.history': reads.history.input,
    'controls.evaluate': reads.evaluate.input,
    'controls.previewImpact': reads.previewImpact.input,
    'controls.pause': writes.pause.input,
    'controls.rescope': writes.rescope.input,
    'controls.resume': writes.resume.input,
    'operations.start': runs.describedStartSchema(operations),
    'operations.get': runs.oneSchema,
    'operations.list': runs.listSchema,
    'operations.cancel': runs.oneSchema,
    'surfaces.actions': surfaces.actionsSchema,
    'audit.list': audit.listSchema,
    'audit.export': audit.exportSchema,
  };
}
