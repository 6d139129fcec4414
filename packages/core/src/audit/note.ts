import type { RunId, TenantId, WorkspaceId } from '../kernel/ids.ts';
import type { AuditOutcome, AuditTarget } from '../ports/audit-store.ts';
import type { WrittenAction } from './actions/definition.ts';
import type { actionDefinitions, AuditAction } from './catalog.ts';

type Definitions = typeof actionDefinitions;

/** The id of an action that code writes. */
export type WrittenActionId = {
  [Action in AuditAction]: Definitions[Action] extends WrittenAction ? Action : never;
}[AuditAction];

/** The description of an audited action by its use case. The record of the action says which parameters and which keys it has. */
export interface AuditNote<Action extends WrittenActionId> {
  readonly action: Action;
  readonly target: AuditTarget;
  /** Null for the platform ledger. */
  readonly workspaceId: WorkspaceId | null;
  readonly tenantId?: TenantId | null;
  readonly operationRunId?: RunId | null;
  readonly summary: SummaryValues<Action>;
  /** Empty values (null, undefined, '') are left out. */
  readonly metadata?: NoteMetadata<Action>;
  /** What a host adds to the metadata. */
  readonly hostMetadata?: HostMetadata<Action> | undefined;
  /** @default 'success' */
  readonly outcome?: AuditOutcome;
}

/**
 * What fills the summary of an action: a value for each placeholder; of an action with several summaries, also which one it is. Where `Action` is one of
 * several, what fills any of their summaries.
 */
export type SummaryValues<Action extends WrittenActionId> = Named<
  Placeholder<SummaryOf<Definitions[Action]>['en']>,
  string | number
> &
  ([VariantOf<Definitions[Action]>] extends [never] ? unknown : { readonly variant: VariantOf<Definitions[Action]> });

/** The metadata that an action may have; where `Action` is one of several, the keys that all of them have. */
export type NoteMetadata<Action extends WrittenActionId> = Partial<
  Named<keyof Definitions[Action]['metadata'], string | number | boolean | null | undefined>
>;

type HostMetadata<Action extends WrittenActionId> = Definitions[Action] extends { readonly hostMetadata: unknown }
  ? { readonly [key: string]: string | number | boolean }
  : never;

/** Members of these names. Without a name it refuses every member, unlike `{}`, which allows any. */
type Named<Name extends PropertyKey, Value> = [Name] extends [never]
  ? { readonly [name: string]: never }
  : { readonly [Each in Name]: Value };

type SummaryOf<Definition> = Definition extends { readonly summary: infer Summary }
  ? Summary
  : Definition extends { readonly summaries: infer Summaries }
    ? Summaries[keyof Summaries]
    : never;

type VariantOf<Definition> = Definition extends { readonly summaries: infer Summaries } ? keyof Summaries : never;

/** The names of the placeholders in a text. */
type Placeholder<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Placeholder<Rest> : never;
