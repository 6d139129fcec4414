import type { AuditActionCatalog } from './ports/audit-actions.ts';
import { defineAuditActions } from './audit/host-actions.ts';
import { builtInControls, defineControls, type ControlCatalog } from './controls/catalog.ts';
import { invariant, InvariantError } from './kernel/invariant.ts';
import { defineTopics, type TopicCatalog } from './knowledge/define-topics.ts';
import { defineReasons, type ReasonCatalog } from './knowledge/reasons.ts';
import { definePermissions, isProviderName } from './permissions/catalog.ts';
import type { DirectoryProvider, PermissionManifest } from './ports/directory-provider.ts';
import type { RestoreExecutor } from './ports/restore-executor.ts';
import { defineOperations, type OperationCatalog } from './runs/definition.ts';
import { restoreOperations } from './runs/restore.ts';
import { builtInEvents, defineEvents, type EventCatalog } from './telemetry/catalog.ts';
import type { ProviderSetup } from './verification/operation.ts';

/** A host's own additions to the catalogs. */
export interface HostCatalogs<
  Controls extends readonly ControlCatalog[],
  Operations extends readonly OperationCatalog[],
  Actions extends readonly AuditActionCatalog[] = readonly AuditActionCatalog[],
  Events extends readonly EventCatalog[] = readonly EventCatalog[],
> {
  /** From `defineControls`. @default none */
  readonly controls?: Controls | undefined;
  /** From `defineOperations`. @default none */
  readonly operations?: Operations | undefined;
  /** From `defineAuditActions`. @default none */
  readonly auditActions?: Actions | undefined;
  /** From `defineEvents`: milestones of the host's own capabilities. @default none */
  readonly events?: Events | undefined;
  /** From `definePermissions`: what the host needs of providers besides what their adapters say. @default none */
  readonly permissions?: readonly PermissionManifest[] | undefined;
  /** From `defineReasons`: reasons of the host's own providers and operations. @default none */
  readonly reasons?: readonly ReasonCatalog[] | undefined;
  /** From `defineTopics`: help about what the host adds. @default none */
  readonly topics?: readonly TopicCatalog[] | undefined;
}

/** The controls of the host, and with an executor that of restores. A key defined twice is a mistake in the host's code and throws. */
export function mergeControls(host: readonly ControlCatalog[], restore: RestoreExecutor | null): ControlCatalog {
  return merge('control', [...(restore ? [builtInControls] : []), ...host.map(defineControls)]);
}

/** The operations of the host, with an executor the restore, and with a provider the check of a connection. */
export function mergeOperations(
  host: readonly OperationCatalog[],
  restore: RestoreExecutor | null,
  connectionCheck: OperationCatalog | null,
): OperationCatalog {
  return merge<OperationCatalog[string]>('operation', [
    ...(restore ? [restoreOperations(restore)] : []),
    ...(connectionCheck ? [connectionCheck] : []),
    ...host.map((catalog) => defineOperations(catalog)),
  ]);
}

/** The audit actions of the host. */
export function mergeAuditActions(host: readonly AuditActionCatalog[]): AuditActionCatalog {
  return merge('audit action', host.map(defineAuditActions));
}

/** The events of the SDK, in their order, and behind them those of the host. */
export function mergeEvents(host: readonly EventCatalog[]): EventCatalog {
  return merge<EventCatalog[string]>('event', [builtInEvents, ...host.map((catalog) => defineEvents(catalog))]);
}

/** The help topics of the host. */
export function mergeTopics(host: readonly TopicCatalog[]): TopicCatalog {
  return merge(
    'topic',
    host.map((catalog) => defineTopics(catalog)),
  );
}

/** The providers with what the host adds to them. Two adapters for one provider are a mistake in the host's code and throw. */
export function mergeProviders(
  providers: readonly DirectoryProvider[],
  { permissions = [], reasons = [] }: Pick<HostCatalogs<[], []>, 'permissions' | 'reasons'>,
): Omit<ProviderSetup, 'credentials'> {
  merge(
    'provider',
    providers.map((provider) => ({ [provider.provider]: provider })),
  );
  const names = providers.map(({ provider }) => provider);
  for (const { provider, permissions: own } of providers) {
    definePermissions(own);
    invariant(
      own.provider === provider && isProviderName(provider),
      `Provider "${provider}": its permissions are those of "${own.provider}". Give both the same name, a lower-case word.`,
    );
  }
  for (const { provider } of permissions)
    invariant(
      names.includes(provider),
      `catalogs.permissions: there is no provider "${provider}". Pass its adapter in "providers", or use one of: ${names.join(', ') || 'none'}.`,
    );
  return {
    providers: [...providers],
    permissions: permissions.map((manifest) => definePermissions(manifest)),
    reasons: merge(
      'reason',
      reasons.map((catalog) => defineReasons(catalog)),
    ),
  };
}

/** Checks at composition, not at a start, that every control that an operation names exists. */
export function checkReferences(controls: ControlCatalog, operations: OperationCatalog): void {
  for (const [type, { control }] of Object.entries(operations)) {
    if (control !== undefined && !Object.hasOwn(controls, control)) {
      throw new InvariantError(`Operation "${type}" names the control "${control}". Add it to catalogs.controls.`);
    }
  }
}

function merge<Definition>(
  kind: string,
  catalogs: readonly { readonly [key: string]: Definition }[],
): { readonly [key: string]: Definition } {
  const merged: Record<string, Definition> = {};
  for (const [key, definition] of catalogs.flatMap((catalog) => Object.entries(catalog))) {
    if (Object.hasOwn(merged, key))
      throw new InvariantError(`The ${kind} "${key}" is defined twice. Rename one, or remove it from your catalog.`);
    merged[key] = definition;
  }
  return Object.freeze(merged);
}
