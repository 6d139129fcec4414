import { isDottedName } from '../kernel/dotted-name.ts';
import { InvariantError } from '../kernel/invariant.ts';
import { deepFreeze } from '../kernel/json.ts';

/** Scopes at which a control can be paused. `tenant` is reserved. */
export type ControlScopeType = 'global' | 'workspace';

/** An operation that operators can pause at run time. */
export interface ControlDefinition {
  /** What people call it. */
  readonly label: string;
  readonly supportedScopes: readonly ControlScopeType[];
  /** The operation types that a pause stops. */
  readonly operationTypes: readonly string[];
  /** The places of the product where a pause shows. */
  readonly affectedSurfaces: readonly string[];
  /** Limits on pauses of this control. */
  readonly policy?: ControlPolicy;
}

/** See {@link ControlDefinition.policy}. */
export interface ControlPolicy {
  /** Refuses pauses without an end. @default false */
  readonly requireExpiry?: boolean;
  /** Longest pause, in milliseconds; implies `requireExpiry`. @default no limit */
  readonly maxDuration?: number;
}

/** Controls by key. */
export type ControlCatalog = { readonly [key: string]: ControlDefinition };

/** Controls that every atlas has. A new one is an entry here and its help topic. */
export const builtInControls = {
  'restore.execute': {
    label: 'Restore execution',
    supportedScopes: ['global', 'workspace'],
    operationTypes: ['restore.execute'],
    affectedSurfaces: ['tenant.restore_runs.create'],
  },
} as const satisfies ControlCatalog;

/** Ready to be added to a host's catalog; not part of the default one. */
export const findingsLifecycleBackfillControl = {
  'findings.lifecycle.backfill': {
    label: 'Findings lifecycle backfill',
    supportedScopes: ['global', 'workspace'],
    operationTypes: ['findings.lifecycle.backfill'],
    affectedSurfaces: ['system.ops.runbooks', 'tenant.findings.list'],
  },
} as const satisfies ControlCatalog;

/** Whether a key of a catalog is well formed: lower-case words with dots, such as `acme.mass_mail`. */
export function isCatalogKey(key: string): boolean {
  return isDottedName(key);
}

/**
 * Checks and freezes a host's controls and keeps their keys as types: a misspelt key does not compile. Throws an invariant for a
 * malformed definition, which is a mistake in the host's code.
 *
 * @see spec: operational controls, catalog
 * @example
 * const controls = defineControls({
 *   'acme.mass_mail': { label: 'Mass mail', supportedScopes: ['global'], operationTypes: ['acme.mass_mail'], affectedSurfaces: ['acme.campaigns'] },
 * });
 */
export function defineControls<const C extends ControlCatalog>(controls: C): C {
  for (const [key, definition] of Object.entries(controls)) {
    if (!isCatalogKey(key))
      throw new InvariantError(`Control "${key}": a key is lower-case words joined by dots, such as "acme.mass_mail".`);
    if (definition.label.trim() === '') throw new InvariantError(`Control "${key}": give it a label.`);
    if (definition.supportedScopes.length === 0)
      throw new InvariantError(`Control "${key}": name at least one supported scope.`);
    const longest = definition.policy?.maxDuration;
    if (longest !== undefined && !(longest > 0))
      throw new InvariantError(`Control "${key}": policy.maxDuration is a positive number of milliseconds.`);
  }
  return deepFreeze(controls);
}
