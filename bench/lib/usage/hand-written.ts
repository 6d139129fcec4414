import type { GivenEvent } from './events.ts';

const token = /^[A-Za-z0-9._:+/-]{1,120}$/;
const actorId = /^[!#-&(-+\--?A-[\]-~]{1,255}$/;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?(?:Z|[+-]\d\d:\d\d)$/;

type Check = (value: unknown) => boolean;
type Value = string | number | boolean;

const isToken: Check = (value) => typeof value === 'string' && token.test(value.trim());
const isFlag: Check = (value) => typeof value === 'boolean';
const isInstant: Check = (value) =>
  typeof value === 'string' && instant.test(value) && !Number.isNaN(Date.parse(value));

const declared: { readonly [eventName: string]: { readonly [key: string]: Check } } = {
  'product.onboarding.checkpoint_completed': {
    checkpoint_key: isToken,
    lifecycle_state: isToken,
    completed_at: isInstant,
  },
  'product.support_diagnostics.opened': { source_surface: isToken, operation_type: isToken },
  'product.operations.started': { operation_type: isToken },
  'product.stored_report.created': { report_type: isToken },
  'product.review_pack.requested': { source_surface: isToken, include_operations: isFlag, include_pii: isFlag },
};
const members = new Set(['eventName', 'workspaceId', 'tenantId', 'actor', 'subjectType', 'subjectId', 'metadata']);

/**
 * The checks as a careful host writes them: the same members, keys and types, and a new object that holds what was judged. They trust the object that they read: they look neither
 * for credentials nor for a getter that changes its answer.
 */
export function checkByHand(given: unknown): GivenEvent | null {
  if (typeof given !== 'object' || given === null) return null;
  for (const name of Object.keys(given)) if (!members.has(name)) return null;
  const { eventName, workspaceId, tenantId, actor, subjectType, subjectId, metadata } = given as Partial<GivenEvent>;
  if (typeof eventName !== 'string' || !Object.hasOwn(declared, eventName)) return null;
  if (typeof workspaceId !== 'string' || !token.test(workspaceId)) return null;
  if (typeof tenantId !== 'string' || !token.test(tenantId)) return null;
  if (typeof actor !== 'object' || actor.kind !== 'user' || !actorId.test(actor.id)) return null;
  if (!isToken(subjectType) || !isToken(subjectId)) return null;
  if (typeof metadata !== 'object' || metadata === null) return null;
  const fields = declared[eventName] ?? {};
  const kept: { [key: string]: Value } = {};
  for (const key of Object.keys(metadata)) {
    const value = metadata[key];
    if (!Object.hasOwn(fields, key)) return null;
    if (value === null || value === undefined) continue;
    if (!fields[key]?.(value)) return null;
    kept[key] = typeof value === 'string' ? value.trim() : (value as Value);
  }
  return {
    eventName,
    workspaceId,
    tenantId,
    actor: { kind: actor.kind, id: actor.id },
    subjectType: (subjectType as string).trim(),
    subjectId: (subjectId as string).trim(),
    metadata: kept,
  };
}
