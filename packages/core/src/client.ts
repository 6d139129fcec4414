// Every capability once: the names that it exports, its part of a client, and its methods.
import type { MethodName } from './access/matrix.ts';
import type { MethodGroup } from './access/method-group.ts';
import { auditMethods } from './audit/methods.ts';
import { connectionMethods, type ConnectionsSetup } from './connections/methods.ts';
import { controlMethods } from './controls/methods.ts';
import { knowledgeMethods, type KnowledgeMethodsSetup } from './knowledge/methods.ts';
import { onboardingMethods } from './onboarding/methods.ts';
import { operationMethods } from './runs/methods.ts';
import { surfaceMethods } from './surfaces/methods.ts';
import { telemetryMethods } from './telemetry/methods.ts';
import { tenantMethods } from './tenants/methods.ts';
import { workspaceMethods } from './workspaces/methods.ts';
import type { AuditClient } from './audit/client.ts';
import type { ConnectionsClient } from './connections/client.ts';
import type { ControlsClient } from './controls/client.ts';
import type { KnowledgeClient } from './knowledge/client.ts';
import type { OnboardingClient } from './onboarding/client.ts';
import type { OperationsClient } from './runs/client.ts';
import type { SurfacesClient } from './surfaces/client.ts';
import type { TelemetryClient } from './telemetry/client.ts';
import type { TenantsClient } from './tenants/client.ts';
import type { WorkspacesClient } from './workspaces/client.ts';
import type { BuiltInCatalogs, CatalogTypes } from './catalog-types.ts';
import type { ControlCatalog } from './controls/catalog.ts';
import type { EventCatalog } from './telemetry/catalog.ts';

export type * from './audit/client.ts';
export type * from './connections/client.ts';
export type * from './controls/client.ts';
export type * from './knowledge/client.ts';
export type * from './onboarding/client.ts';
export type * from './runs/client.ts';
export type * from './surfaces/client.ts';
export type * from './telemetry/client.ts';
export type * from './tenants/client.ts';
export type * from './workspaces/client.ts';

/**
 * Everything one actor can do. Without type arguments: what every atlas can do, so a function that takes an `AtlasClient` takes that of any atlas. It
 * names no control and starts nothing, because an atlas has only what its host gave it.
 * The atlas in process and the client over HTTP implement it alike; the latter adds the errors of its transport as
 * `Transport`.
 */
export interface AtlasClient<Catalogs extends CatalogTypes = BuiltInCatalogs, Transport = never> {
  readonly workspaces: WorkspacesClient<Transport>;
  readonly tenants: TenantsClient<Transport>;
  readonly controls: ControlsClient<Catalogs['controls'], Transport>;
  readonly telemetry: TelemetryClient<Transport>;
  readonly operations: OperationsClient<Catalogs['starts'], Transport>;
  readonly connections: ConnectionsClient<Transport>;
  readonly onboarding: OnboardingClient<Transport>;
  readonly surfaces: SurfacesClient<Transport>;
  readonly knowledge: KnowledgeClient<Transport>;
  readonly audit: AuditClient<Transport>;
}

/** What the methods are made of; the same for every caller. */
interface MethodsSetup extends ConnectionsSetup {
  readonly controls: ControlCatalog;
  readonly events: EventCatalog;
  readonly knowledge: KnowledgeMethodsSetup;
}

/** A group for each part of the client. */
type Groups = {
  readonly [Group in keyof AtlasClient]: MethodGroup<AtlasClient[Group], Extract<MethodName, `${Group}.${string}`>>;
};

/**
 * The methods of each part of a client. It is the default export, because `index.ts` exports all names of this file as types, and `export *` leaves the default out.
 */
export default function methodGroups(setup: MethodsSetup) {
  return {
    workspaces: workspaceMethods,
    tenants: tenantMethods,
    controls: controlMethods(setup.controls),
    telemetry: telemetryMethods(setup.events),
    operations: operationMethods(setup),
    connections: connectionMethods(setup),
    onboarding: onboardingMethods(setup),
    surfaces: surfaceMethods(setup),
    knowledge: knowledgeMethods(setup.knowledge),
    audit: auditMethods,
  } satisfies Groups;
}
