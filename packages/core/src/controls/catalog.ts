import { isDottedName } from '../kernel/dotted-name.ts';
import { invariant } from '../kernel/invariant.ts';
import { deepFreeze } from '../kernel/json.ts';
import { optionChecks } from '../kernel/options.ts';
import { isRecord } from '../kernel/record.ts';
import { isName, isNotBlank } from '../kernel/text.ts';

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
  readonly policy?: ControlPolicy | undefined;
}

/** See {@link ControlDefinition.policy}. */
export interface ControlPolicy {
  /** Refuses pauses without an end. @default false */
  readonly requireExpiry?: boolean | undefined;
  /** Longest pause, in milliseconds; implies `requireExpiry`. @default no limit */
  readonly maxDuration?: number | undefined;
}

/** Controls by key. */
export type ControlCatalog = { readonly [key: string]: ControlDefinition };

/** The control that a restore executor brings along; an atlas without one has none of its own. */
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

/**
 * Checks and freezes a host's controls and keeps their keys as types: a misspelt key does not compile. Throws an invariant for a
 * malformed definition, which is a mistake in the host's code.
 *
 * @see docs/guide/operational-controls.md
 * @example
 * const controls = defineControls({
 *   'acme.mass_mail': { label: 'Mass mail', supportedScopes: ['global'], operationTypes: ['acme.mass_mail'], affectedSurfaces: ['acme.campaigns'] },
 * });
 */
export function defineControls<const C extends ControlCatalog>(controls: C): C {
  invariant(
    isRecord(controls),
    "defineControls: pass an object of controls by key, such as { 'acme.mass_mail': { label: 'Mass mail', ... } }.",
  );
  for (const [key, definition] of Object.entries<ControlDefinition>(controls)) checkDefinition(key, definition);
  return deepFreeze(controls);
}

const memberNames = ['label', 'supportedScopes', 'operationTypes', 'affectedSurfaces', 'policy'];

function checkDefinition(key: string, definition: ControlDefinition): void {
  const name = `Control "${key}"`;
  invariant(isDottedName(key), `${name}: a key is lower-case words joined by dots, such as "acme.mass_mail".`);
  const check = optionChecks(name);
  check.names(definition, memberNames, 'a member of a control');
  const { label, supportedScopes, operationTypes, affectedSurfaces, policy } = definition;
  invariant(isName(label), `${name}: give it a label that can be shown on one line.`);
  check.list('supportedScopes', supportedScopes ?? null, isScopeType, "['global', 'workspace']");
  invariant(supportedScopes.length > 0, `${name}: name at least one supported scope.`);
  check.list('operationTypes', operationTypes ?? null, isNotBlank, "['acme.mass_mail']");
  check.list('affectedSurfaces', affectedSurfaces ?? null, isNotBlank, "['acme.campaigns']");
  if (policy === undefined) return;
  check.names(policy, ['requireExpiry', 'maxDuration'], 'a member of a policy');
  check.flag('policy.requireExpiry', policy.requireExpiry);
  const longest = policy.maxDuration;
  invariant(
    longest === undefined || (Number.isFinite(longest) && longest > 0),
    `${name}: policy.maxDuration is a positive number of milliseconds. Leave it out for no limit.`,
  );
}

function isScopeType(value: unknown): boolean {
  return value === 'global' || value === 'workspace';
}
