import * as z from 'zod';
import { distinctPeople, personAnswer, personView, type PersonView } from '../access/person-view.ts';
import type { UseCaseContext } from '../access/use-case.ts';
import { auditEntryAnswer, type AuditEntryView } from '../audit/view.ts';
import {
  countAnswer,
  described,
  idAnswer,
  instantAnswer,
  listAnswer,
  sentenceAnswer,
  versionAnswer,
} from '../kernel/answers.ts';
import type { WorkspaceId } from '../kernel/ids.ts';
import { epochMillis, type Instant } from '../kernel/instant.ts';
import type { Sentence } from '../kernel/sentence.ts';
import type { ControlActivation, ControlScope } from '../ports/control-activation-store.ts';
import type { PersonRecord, PersonRef } from '../ports/people-store.ts';
import { placeAnswer, type MentionedPlace } from './places.ts';
import { scopeLabel } from './rules.ts';

/** An active pause as the platform sees it. */
export interface ActivationView {
  readonly id: string;
  readonly controlKey: string;
  readonly scope:
    | { readonly type: 'global'; readonly workspaceId: null }
    | { readonly type: 'workspace'; readonly workspaceId: string };
  readonly scopeLabel: Sentence;
  /** The name of the workspace; null for a global pause. */
  readonly workspaceName: string | null;
  readonly reasonText: string;
  readonly publicMessage: string | null;
  readonly expiresAt: Instant | null;
  /** The person who changed the pause last, else the person who created it. */
  readonly owner: PersonView;
  readonly createdBy: PersonView;
  readonly updatedBy: PersonView | null;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** Milliseconds since the pause was made, at the time of the answer. */
  readonly ageMillis: number;
  readonly version: number;
}

/** An {@link ActivationView}. */
const activationAnswer = described<ActivationView>()('ControlActivation', () =>
  z.strictObject({
    id: idAnswer(),
    controlKey: z.string(),
    scope: z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('global'), workspaceId: z.null() }),
      z.strictObject({ type: z.literal('workspace'), workspaceId: idAnswer() }),
    ]),
    scopeLabel: sentenceAnswer(),
    workspaceName: z.string().nullable(),
    reasonText: z.string(),
    publicMessage: z.string().nullable(),
    expiresAt: instantAnswer().nullable(),
    owner: personAnswer(),
    createdBy: personAnswer(),
    updatedBy: personAnswer().nullable(),
    createdAt: instantAnswer(),
    updatedAt: instantAnswer(),
    ageMillis: countAnswer(),
    version: versionAnswer(),
  }),
);

/** What a pause of a control would touch. */
export interface ImpactPreview {
  readonly controlKey: string;
  readonly scopeType: 'global' | 'workspace';
  readonly workspaceId: string | null;
  readonly workspaceCount: number;
  readonly tenantCount: number;
  /**
   * What of it changes: for a pause what is not paused yet, for the end of a pause what no other pause holds. Counted like `workspaceCount` and `tenantCount`.
   */
  readonly changed: { readonly workspaceCount: number; readonly tenantCount: number };
  /** Runs that are queued or running; a pause leaves them alone. */
  readonly runsInFlight: number;
  readonly runsInFlightNote: Sentence;
  readonly summary: Sentence;
}

/** An {@link ImpactPreview}. */
export const impactAnswer = described<ImpactPreview>()('ImpactPreview', () =>
  z.strictObject({
    controlKey: z.string(),
    scopeType: z.enum(['global', 'workspace']),
    workspaceId: idAnswer().nullable(),
    workspaceCount: countAnswer(),
    tenantCount: countAnswer(),
    changed: z.strictObject({ workspaceCount: countAnswer(), tenantCount: countAnswer() }),
    runsInFlight: countAnswer(),
    runsInFlightNote: sentenceAnswer(),
    summary: sentenceAnswer(),
  }),
);

/** The result of a pause. */
export interface PauseAnswer {
  readonly disposition: 'created' | 'updated';
  readonly activation: ActivationView;
  /** The replaced pause; null for a new one. */
  readonly previous: ActivationView | null;
  /** True once every start that had not seen the pause has ended. The pause is in force for every new start in any case. */
  readonly settled: boolean;
  /** Starts still open when waiting ended: 0 when settled, null when the store could not say. */
  readonly openStarts: number | null;
}

/** A {@link PauseAnswer}. */
export const pauseAnswer = described<PauseAnswer>()('Pause', () =>
  z.strictObject({
    disposition: z.enum(['created', 'updated']),
    activation: activationAnswer(),
    previous: activationAnswer().nullable(),
    settled: z.boolean(),
    openStarts: countAnswer().nullable(),
  }),
);

/** The result of a resume. */
export type ResumeAnswer =
  | { readonly disposition: 'resumed'; readonly activation: ActivationView }
  | { readonly disposition: 'already_enabled'; readonly activation: null };

/** A {@link ResumeAnswer}. */
export const resumeAnswer = described<ResumeAnswer>()('Resume', () =>
  z.discriminatedUnion('disposition', [
    z.strictObject({ disposition: z.literal('resumed'), activation: activationAnswer() }),
    z.strictObject({ disposition: z.literal('already_enabled'), activation: z.null() }),
  ]),
);

/** One control and what is active of it. */
export interface ControlSummary {
  readonly controlKey: string;
  readonly label: string;
  readonly effectiveState: 'enabled' | 'paused';
  readonly stateLabel: Sentence;
  readonly supportedScopes: readonly ('global' | 'workspace')[];
  readonly operationTypes: readonly string[];
  readonly affectedSurfaces: readonly string[];
  readonly policy: { readonly requireExpiry: boolean; readonly maxDuration: number | null };
  /** Global first, then by workspace id; at most 200. */
  readonly activations: readonly ActivationView[];
  /** How many workspace pauses are active, also those beyond the 200 listed. */
  readonly workspacePauseCount: number;
  /**
   * How many starts each listed pause has refused, by the pause's id; a pause that refused none is left out. Null for an operator with an allowed set, who may not
   * see all of these entries.
   */
  readonly blockedAttempts: { readonly [activationId: string]: number } | null;
  /** Entries of the history, capped at ten. */
  readonly historyCount: number;
}

/** A {@link ControlSummary}. */
export const controlSummaryAnswer = described<ControlSummary>()('ControlSummary', () =>
  z.strictObject({
    controlKey: z.string(),
    label: z.string(),
    effectiveState: z.enum(['enabled', 'paused']),
    stateLabel: sentenceAnswer(),
    supportedScopes: z.array(z.enum(['global', 'workspace'])),
    operationTypes: z.array(z.string()),
    affectedSurfaces: z.array(z.string()),
    policy: z.strictObject({ requireExpiry: z.boolean(), maxDuration: countAnswer().nullable() }),
    activations: z.array(activationAnswer()),
    workspacePauseCount: countAnswer(),
    blockedAttempts: z.record(idAnswer(), countAnswer()).nullable(),
    historyCount: countAnswer(),
  }),
);

/** The answer of `controls.list`. */
export const controlsAnswer = listAnswer(controlSummaryAnswer);

/** The latest of a control's audit entries. */
export interface ControlHistory {
  readonly controlKey: string;
  /** Newest first, at most ten. */
  readonly entries: readonly AuditEntryView[];
  /** Each workspace and tenant that the entries mention, so that a page needs no request for their names. */
  readonly places: readonly MentionedPlace[];
  readonly count: number;
}

/** A {@link ControlHistory}. */
export const historyAnswer = described<ControlHistory>()('ControlHistory', () =>
  z.strictObject({
    controlKey: z.string(),
    entries: z.array(auditEntryAnswer()).max(10),
    places: z.array(placeAnswer()),
    count: countAnswer(),
  }),
);

/** The public forms of activations. Two statements read all names in them, however many there are. */
export async function activationViews(
  { unit, now }: Pick<UseCaseContext<unknown>, 'unit' | 'now'>,
  activations: readonly ControlActivation[],
): Promise<readonly ActivationView[]> {
  const people = await unit.people.find(distinctPeople(activations.flatMap(peopleOf)));
  const ids = [...new Set(activations.flatMap(({ scope }) => (scope.type === 'workspace' ? [scope.workspaceId] : [])))];
  const workspaces =
    ids.length === 0
      ? []
      : await unit.workspaces.listAmong(ids, { archived: null }, { after: null, limit: ids.length });
  const names = new Map(workspaces.map(({ workspaceId, name }) => [workspaceId, name]));
  return activations.map((activation) => activationView(activation, people, names, now));
}

function activationView(
  activation: ControlActivation,
  people: readonly PersonRecord[],
  names: ReadonlyMap<WorkspaceId, string>,
  now: Instant,
): ActivationView {
  const person = (ref: PersonRef): PersonView => personView({ kind: ref.kind, id: ref.personId }, people);
  const { scope } = activation;
  return {
    id: activation.id,
    controlKey: activation.controlKey,
    scope: scopeView(scope),
    scopeLabel: scopeLabel(scope),
    workspaceName: scope.type === 'workspace' ? (names.get(scope.workspaceId) ?? null) : null,
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

/** All people who are named in an activation. */
function peopleOf(activation: ControlActivation): readonly PersonRef[] {
  return activation.updatedBy ? [activation.createdBy, activation.updatedBy] : [activation.createdBy];
}
