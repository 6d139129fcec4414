import { controlDefinitions } from './actions/controls.ts';
import { commonMetadata, type ActionDefinition } from './actions/definition.ts';
import { findingDefinitions } from './actions/findings.ts';
import { memberDefinitions } from './actions/members.ts';
import { onboardingDefinitions } from './actions/onboarding.ts';
import { personDefinitions } from './actions/people.ts';
import { providerConnectionDefinitions } from './actions/provider-connections.ts';
import { reportDefinitions } from './actions/reports.ts';
import { reviewPackDefinitions } from './actions/review-packs.ts';
import { runbookDefinitions } from './actions/runbooks.ts';
import { runDefinitions } from './actions/runs.ts';
import { supportDefinitions } from './actions/support.ts';
import { telemetryDefinitions } from './actions/telemetry.ts';
import { tenantDefinitions } from './actions/tenants.ts';
import { workspaceDefinitions } from './actions/workspaces.ts';

/** The record of every action. Labels, summaries, OCSF activities and the metadata that a workspace reads derive from it. */
export const actionDefinitions = {
  ...controlDefinitions,
  ...supportDefinitions,
  ...runbookDefinitions,
  ...workspaceDefinitions,
  ...memberDefinitions,
  ...tenantDefinitions,
  ...personDefinitions,
  ...providerConnectionDefinitions,
  ...onboardingDefinitions,
  ...runDefinitions,
  ...findingDefinitions,
  ...reportDefinitions,
  ...reviewPackDefinitions,
  ...telemetryDefinitions,
};

/** Every action that leaves an entry in the trail, with the label people read. */
export const auditActions = labelsOf(actionDefinitions);

/** The stable id of an audited action. */
export type AuditAction = keyof typeof auditActions;

/** The actions that tell a control's history. */
export const controlActions: readonly Extract<AuditAction, `operational_control.${string}`>[] =
  Object.keys(auditActions).filter(isControlAction);

/** The record of an action; undefined for an id outside the catalog. */
export function definitionOf(action: string): ActionDefinition | undefined {
  return isAction(action) ? actionDefinitions[action] : undefined;
}

/** The keys that the SDK itself may write into the metadata of an entry. */
export function metadataKeys(action: AuditAction): readonly string[] {
  return Object.keys({ ...commonMetadata, ...definitionOf(action)?.metadata });
}

function isAction(action: string): action is AuditAction {
  return Object.hasOwn(actionDefinitions, action);
}

function isControlAction(action: string): action is keyof typeof controlDefinitions {
  return Object.hasOwn(controlDefinitions, action);
}

/** Its return type is spelt out, so that the declaration of {@link auditActions} shows each label. */
function labelsOf<Definitions extends { readonly [action: string]: ActionDefinition }>(
  definitions: Definitions,
): { readonly [Action in keyof Definitions]: Definitions[Action]['label'] } {
  const labels = Object.entries(definitions).map(([action, { label }]) => [action, label]);
  // `fromEntries` does not keep which label belongs to which action.
  return Object.fromEntries(labels) as { readonly [Action in keyof Definitions]: Definitions[Action]['label'] };
}
