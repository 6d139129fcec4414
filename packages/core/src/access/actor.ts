import { isForeignId, isIdToken, type PersonId } from '../kernel/ids.ts';
import { invariant } from '../kernel/invariant.ts';
import { deepFreeze } from '../kernel/json.ts';
import { optionChecks } from '../kernel/options.ts';
import { cleanLabel, cleanLine, isVisibleText, unknownPerson } from '../kernel/text.ts';
import type { AuditActor } from '../ports/audit-store.ts';
import type { PersonRef } from '../ports/people-store.ts';
import {
  platformCapabilities,
  platformPrefix,
  type OperatorCapability,
  type PlatformCapability,
} from './capabilities.ts';
import { isDottedName } from '../kernel/dotted-name.ts';
import { isRecord } from '../kernel/record.ts';

/** An operator of the whole product. */
export interface PlatformOperator {
  readonly kind: 'platform';
  readonly id: PersonId;
  readonly label: string;
  /** Platform capabilities, and those that definitions of operations name. */
  readonly capabilities: readonly string[];
  /** The only tenants that this operator may see; null means all. */
  readonly allowedTenants: readonly AllowedTenant[] | null;
  /** Set while the operator's session is an emergency one. Widens nothing; it is recorded. */
  readonly breakGlass: { readonly reason: string | null } | null;
}

/** One tenant of an operator's allowed set. */
export interface AllowedTenant {
  readonly workspaceId: string;
  readonly tenantId: string;
}

/** A person of a customer organisation. What they may do is looked up per scope. */
export interface WorkspaceUser {
  readonly kind: 'user';
  readonly id: PersonId;
  readonly label: string;
}

/** A scheduler, a deploy hook or a command line; not a person. */
export interface SystemActor {
  readonly kind: 'system';
  readonly id: string;
}

/** Who acts. */
export type Actor = PlatformOperator | WorkspaceUser | SystemActor;

/** Who reads a text: the operator of the product, or people of a workspace, for whom internal reasons and metadata are masked. */
export type Audience = 'platform' | 'workspace';

/** The audience that an actor belongs to. The system reads what operators read. */
export function audienceOf({ kind }: Pick<Actor, 'kind'>): Audience {
  return kind === 'user' ? 'workspace' : 'platform';
}

/**
 * A platform operator. Throws an invariant for a text that is not an id (see {@link isForeignId}) or a capability that cannot exist, because that is a mistake in
 * the host's sign-in code. Besides platform capabilities an operator may hold those that the definition of an operation names, such as `acme.mail.send`: they
 * count for starting and cancelling that operation, and in a guard.
 *
 * The label never decides who is let in: control characters, characters that turn the direction of text, line breaks and what is beyond 200 characters are
 * removed, and a label that is missing or shows nothing becomes "Unknown person". The reason of a break-glass session is cleaned in the same way; one that
 * shows nothing counts as missing.
 *
 * @see docs/guide/getting-started.md#act-as-a-person-or-a-system
 * @example
 * const ada = platformOperator({ id: 'op-1', label: 'Ada', capabilities: ['platform.access_system_panel', 'platform.ops.controls.manage'] });
 */
export function platformOperator<const Given extends string = PlatformCapability>(options: {
  /** As the identity provider spells it, for instance `auth0|507f1f77`: 1 to 255 printable ASCII characters without space, quotes, backslash, comma and `@`. */
  readonly id: string;
  /** The name shown in the product; null where the sign-in has none. */
  readonly label: string | null | undefined;
  readonly capabilities: readonly OperatorCapability<Given>[];
  /** @default null: all tenants */
  readonly allowedTenants?: readonly AllowedTenant[] | null | undefined;
  /** @default null: an ordinary session */
  readonly breakGlass?: { readonly reason?: string | null | undefined } | null | undefined;
}): PlatformOperator {
  // A misspelt "allowedTenants" would leave the operator unlimited.
  optionChecks('platformOperator').names(options, operatorMembers);
  const { breakGlass, allowedTenants } = options;
  return deepFreeze({
    kind: 'platform',
    id: personId(options.id),
    label: cleanLabel(options.label),
    capabilities: checkedCapabilities(options.capabilities),
    allowedTenants: allowedTenants === undefined || allowedTenants === null ? null : tenantList(allowedTenants),
    breakGlass: breakGlass === undefined || breakGlass === null ? null : emergency(breakGlass),
  });
}

/** `kind` is a member of the operator that this function answers: an operator is checked again where it acts. */
const operatorMembers = ['kind', 'id', 'label', 'capabilities', 'allowedTenants', 'breakGlass'];

function tenantList(allowed: readonly AllowedTenant[]): readonly AllowedTenant[] {
  const isScope = (each: Partial<AllowedTenant> | null): boolean =>
    [each?.workspaceId, each?.tenantId].every((id) => typeof id === 'string' && isIdToken(id));
  const isList: boolean = Array.isArray(allowed);
  invariant(
    isList && allowed.every(isScope),
    "platformOperator: \"allowedTenants\" is a list such as [{ workspaceId: 'w-1', tenantId: 't-1' }], empty for no tenant. Leave it out for all tenants.",
  );
  return allowed.map(({ workspaceId, tenantId }) => ({ workspaceId, tenantId }));
}

/** A reason under another name would be lost, and the session recorded without one. */
function emergency(given: unknown): PlatformOperator['breakGlass'] {
  const members: { readonly reason?: unknown } = isRecord(given) ? given : {};
  invariant(
    isRecord(given) && Object.keys(members).every((name) => name === 'reason'),
    'platformOperator: "breakGlass" is an object with nothing but a reason, such as { reason: \'Incident 4711\' } or {}. Leave it out for an ordinary session.',
  );
  return { reason: cleanReason(members.reason) };
}

/**
 * A workspace user. Treats id and label like {@link platformOperator}.
 *
 * @example
 * const bo = workspaceUser({ id: 'u-1', label: 'Bo' });
 */
export function workspaceUser(options: {
  readonly id: string;
  readonly label: string | null | undefined;
}): WorkspaceUser {
  optionChecks('workspaceUser').names(options, ['kind', 'id', 'label']);
  return deepFreeze({ kind: 'user', id: personId(options.id), label: cleanLabel(options.label) });
}

/**
 * A part of the system acting by itself; `name` is a token such as `deploy-hook`.
 *
 * @example
 * const scheduler = systemActor('scheduler');
 */
export function systemActor(name: string): SystemActor {
  invariant(
    typeof name === 'string' && isIdToken(name),
    'systemActor(name): use 1 to 120 characters of A-Z a-z 0-9 . _ : + / -.',
  );
  return deepFreeze({ kind: 'system', id: name });
}

/**
 * The actor as its constructor function makes it: without a client in between, it may be a hand-made object. Throws an invariant like
 * {@link platformOperator}.
 */
export function assertActor(actor: Actor): Actor {
  const kind: unknown = typeof actor === 'object' ? actor?.kind : null;
  invariant(
    kind === 'platform' || kind === 'user' || kind === 'system',
    'Say who acts, with workspaceUser(...), platformOperator(...) or systemActor(...).',
  );
  if (actor.kind === 'system') return systemActor(actor.id);
  return actor.kind === 'user' ? workspaceUser(actor) : wholeOperator(actor);
}

/** Requires both members: only {@link platformOperator} reads an absent one as "unlimited" and "an ordinary session". */
function wholeOperator(operator: PlatformOperator): PlatformOperator {
  const isWhole = ['allowedTenants', 'breakGlass'].every((name) => Object.hasOwn(operator, name));
  invariant(
    isWhole,
    'An operator has "allowedTenants" and "breakGlass", if only null: make one with platformOperator(...).',
  );
  return platformOperator(operator);
}

/** The person behind an actor; null for the system. */
export function personOf(actor: Actor): (PersonRef & { readonly label: string }) | null {
  return actor.kind === 'system' ? null : { kind: actor.kind, personId: actor.id, label: actor.label };
}

/**
 * The person whose name the directory may note; null for the system, and for a person whose sign-in gave no name: that must not overwrite the name that is
 * known.
 */
export function namedPersonOf(actor: Actor): ReturnType<typeof personOf> {
  const person = personOf(actor);
  return person?.label === unknownPerson ? null : person;
}

/** How an actor is named in the audit trail. */
export function auditActorOf(actor: Actor): AuditActor {
  return { kind: actor.kind, id: actor.id };
}

function personId(id: string): PersonId {
  invariant(
    typeof id === 'string' && isForeignId(id),
    'An actor needs an id of 1 to 255 printable ASCII characters without spaces, quotes, backslash, comma or @; a name or an e-mail address is not an id.',
  );
  return id as PersonId;
}

/** A reason is shown and logged like a name. One that shows nothing counts as missing, so that a write asks for it. */
function cleanReason(reason: unknown): string | null {
  const text = cleanLine(reason, 500);
  return isVisibleText(text) ? text : null;
}

/** Rejects a capability that cannot exist: the actor would hold it, and it would grant nothing. */
function checkedCapabilities(given: readonly string[]): readonly string[] {
  const all = platformCapabilities.join(', ');
  const isList: boolean = Array.isArray(given);
  invariant(isList, `platformOperator: "capabilities" is a list, empty or of ${all}.`);
  for (const capability of given)
    invariant(
      canOperatorHold(capability),
      `platformOperator: there is no capability "${String(capability)}". There are ${all}, and those of your operations, which are lower-case words joined by dots.`,
    );
  return [...given];
}

/** Whether an operator can hold a capability: one of the platform, or a well-formed one that the definition of an operation may name. */
export function canOperatorHold(capability: string): boolean {
  if (platformCapabilities.includes(capability as PlatformCapability)) return true;
  return isDottedName(capability) && !capability.startsWith(platformPrefix);
}
