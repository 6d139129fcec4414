import * as z from 'zod';
import { auditActorOf, type Actor } from '../access/actor.ts';
import type { Environment } from '../access/environment.ts';
import { invalidInput, type InvalidInput } from '../kernel/errors.ts';
import type { AuditEntryId, TenantId, WorkspaceId } from '../kernel/ids.ts';
import { idSchema, nameSchema, textSchema, toIssues } from '../kernel/input.ts';
import type { Instant } from '../kernel/instant.ts';
import { issue, issues } from '../kernel/issues.ts';
import { messageFormatter, messagePlaceholders, type MessageParams } from '../kernel/message-format.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { platformScope } from '../kernel/scope.ts';
import type { AuditMetadata, AuditOutcome } from '../ports/audit-store.ts';
import type { StorageUnit } from '../ports/storage.ts';
import type { AuditActionCatalog, AuditActionDefinition } from '../ports/audit-actions.ts';
import { hostMessageId } from './host-actions.ts';
import { sayAudit } from './messages.ts';
import { withoutEmpty } from './record.ts';

/** What an entry of a host is about. */
export interface HostTarget {
  /** A word of the host's, such as `mailbox`. */
  readonly type: string;
  readonly id: string;
  /** What people call it. Left out for a target of the type `person`: names of people are in the directory, where they can be erased. @default the id */
  readonly label?: string | null | undefined;
}

/** An entry of one of the host's actions, typed by its declaration. */
export type HostEntry<Actions> = {
  readonly [Action in keyof Actions & string]: {
    readonly action: Action;
    readonly target: HostTarget;
    /** @default 'success' */
    readonly outcome?: AuditOutcome | undefined;
    /** Empty values (null, undefined, '') are left out. */
    readonly metadata?:
      | { readonly [Key in MetadataKey<Actions[Action]>]?: string | number | boolean | null | undefined }
      | undefined;
  } & SummaryValues<Placeholder<EnglishOf<Actions[Action]>>>;
}[keyof Actions & string];

/** A value for each placeholder of the summary; texts are one line of at most 200 characters. */
type SummaryValues<Name extends string> = [Name] extends [never]
  ? { readonly summary?: { readonly [name: string]: never } | undefined }
  : { readonly summary: { readonly [Each in Name]: string | number } };

type MetadataKey<Definition> = Definition extends { readonly metadata: infer Readers } ? keyof Readers & string : never;
type EnglishOf<Definition> = Definition extends { readonly summary: { readonly en: infer Text } } ? Text : never;
type Placeholder<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Placeholder<Rest> : never;

/** An entry that was checked against the declaration of its action. */
export interface CheckedEntry {
  readonly action: string;
  readonly definition: AuditActionDefinition;
  readonly target: { readonly type: string; readonly id: string; readonly label: string };
  readonly summary: MessageParams;
  readonly metadata: { readonly [key: string]: string | number | boolean | null | undefined };
  readonly outcome: AuditOutcome;
}

/** Checks an entry against the actions of the atlas, or reports all of its mistakes; `prefix` is put before every path. */
export function checkEntry(
  actions: AuditActionCatalog,
  given: unknown,
  prefix = '',
): Result<CheckedEntry, InvalidInput> {
  const at = (path: string): string => (prefix ? `${prefix}.${path}` : path);
  const action: unknown = typeof given === 'object' && given !== null && 'action' in given ? given.action : undefined;
  if (action === undefined || action === null) return err(invalidInput([issues.required(at('action'))]));
  const definition = typeof action === 'string' && Object.hasOwn(actions, action) ? actions[action] : undefined;
  if (typeof action !== 'string' || definition === undefined)
    return err(invalidInput([issues.oneOf(at('action'), Object.keys(actions))]));
  const parsed = entrySchema(definition).safeParse(given);
  if (!parsed.success) return err(invalidInput(toIssues(parsed.error.issues, given, prefix)));
  const { target, summary, metadata, outcome } = parsed.data;
  // A name in the trail could not be erased.
  if (target.type === 'person' && (target.label ?? null) !== null)
    return err(invalidInput([issue(at('target.label'), 'person_label', sayAudit('audit.input.person_label'))]));
  return ok({
    action,
    definition,
    target: { ...target, label: target.label ?? target.id },
    summary: summary ?? {},
    metadata: metadata ?? {},
    outcome: outcome ?? 'success',
  });
}

function entrySchema({ summary, metadata = {} }: AuditActionDefinition) {
  const names = messagePlaceholders(summary.en);
  const value = z.union([nameSchema(200), z.number()]);
  const detail = z.union([textSchema(0, 200), z.number(), z.boolean()]).nullish();
  const values = z.strictObject(Object.fromEntries(names.map((name) => [name, value])));
  const details = z.strictObject(Object.fromEntries(Object.keys(metadata).map((key) => [key, detail])));
  return z.strictObject({
    action: z.string(),
    target: z.strictObject({ type: idSchema<string>(), id: idSchema<string>(), label: nameSchema(200).nullish() }),
    summary: names.length > 0 ? values : values.nullish(),
    metadata: details.nullish(),
    outcome: z.enum(['success', 'blocked', 'failed']).nullish(),
  });
}

const inEnglish = messageFormatter('en');

/** Adds a checked entry to the ledger of its scope, in the unit of what it describes. */
export async function appendEntry(
  {
    unit,
    environment,
    actor,
    now,
  }: {
    readonly unit: StorageUnit;
    readonly environment: Environment;
    readonly actor: Actor;
    readonly now: Instant;
  },
  scope: { readonly workspaceId: WorkspaceId; readonly tenantId: TenantId | null } | null,
  entry: CheckedEntry,
): Promise<{ readonly entryId: string; readonly recordedAt: Instant }> {
  const id = environment.ids.next() as AuditEntryId;
  const { action, definition, target, summary, outcome } = entry;
  const isBreakGlass = actor.kind === 'platform' && actor.breakGlass !== null;
  const metadata: AuditMetadata = withoutEmpty({
    ...entry.metadata,
    ...(isBreakGlass ? { is_break_glass: true } : {}),
  });
  await unit.audit.append(scope ? { workspaceId: scope.workspaceId } : platformScope, {
    id,
    recordedAt: now,
    action,
    outcome,
    actor: auditActorOf(actor),
    target,
    workspaceId: scope?.workspaceId ?? null,
    tenantId: scope?.tenantId ?? null,
    operationRunId: null,
    summary: { id: hostMessageId.summary(action), params: summary, text: inEnglish(definition.summary.en, summary) },
    metadata,
  });
  return { entryId: id, recordedAt: now };
}
