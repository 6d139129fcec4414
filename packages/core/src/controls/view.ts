import { personView, type PersonView } from '../access/person-view.ts';
import { epochMillis, type Instant } from '../kernel/instant.ts';
import type { Sentence } from '../kernel/sentence.ts';
import type { ControlActivation, ControlScope } from '../ports/control-activation-store.ts';
import type { PersonRecord, PersonRef } from '../ports/people-store.ts';
import { scopeLabel } from './rules.ts';

/** An active pause as the platform sees it. */
export interface ActivationView {
  readonly id: string;
  readonly controlKey: string;
  readonly scope:
    | { readonly type: 'global'; readonly workspaceId: null }
    | { readonly type: 'workspace'; readonly workspaceId: string };
  readonly scopeLabel: Sentence;
  readonly reasonText: string;
  readonly publicMessage: string | null;
  readonly expiresAt: Instant | null;
  /** Whoever changed the pause last, else whoever made it. */
  readonly owner: PersonView;
  readonly createdBy: PersonView;
  readonly updatedBy: PersonView | null;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** Milliseconds since the pause was made, at the time of the answer. */
  readonly ageMillis: number;
  readonly version: number;
}

/** The public form of an activation. */
export function activationView(
  activation: ControlActivation,
  people: readonly PersonRecord[],
  now: Instant,
): ActivationView {
  const person = (ref: PersonRef): PersonView => personView({ kind: ref.kind, id: ref.personId }, people);
  return {
    id: activation.id,
    controlKey: activation.controlKey,
    scope: scopeView(activation.scope),
    scopeLabel: scopeLabel(activation.scope),
    reasonText: activation.reasonText,
    publicMessage: activation.publicMessage,
    expiresAt: activation.expiresAt,
    owner: person(activation.updatedBy ?? activation.createdBy),
    createdBy: person(activation.createdBy),
    updatedBy: activation.updatedBy ? person(activation.updatedBy) : null,
    createdAt: activation.createdAt,
    updatedAt: activation.updatedAt,
    ageMillis: Math.max(0, epochMillis(now) - epochMillis(activation.createdAt)),
    version: activation.version,
  };
}

function scopeView(scope: ControlScope): ActivationView['scope'] {
  return scope.type === 'global'
    ? { type: 'global', workspaceId: null }
    : { type: 'workspace', workspaceId: scope.workspaceId };
}

/** Everybody who is named in an activation. */
export function peopleOf(activation: ControlActivation): readonly PersonRef[] {
  return activation.updatedBy ? [activation.createdBy, activation.updatedBy] : [activation.createdBy];
}
