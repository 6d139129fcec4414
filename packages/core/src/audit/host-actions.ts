import { isDottedName, isKeyWord } from '../kernel/dotted-name.ts';
import { invariant } from '../kernel/invariant.ts';
import { deepFreeze } from '../kernel/json.ts';
import { countedPlaceholders, messagePlaceholders } from '../kernel/message-format.ts';
import { optionChecks } from '../kernel/options.ts';
import { isRecord } from '../kernel/record.ts';
import type { AuditActionCatalog, AuditActionDefinition, HostText } from '../ports/audit-actions.ts';
import { actionDefinitions } from './catalog.ts';
import { commonMetadata } from './actions/definition.ts';
import { ocsfClasses } from './ocsf-classes.ts';

/** Subjects of the SDK's own actions: the first word of an id. */
const ownSubjects = new Set(Object.keys(actionDefinitions).map(subjectOf));

/**
 * Checks and freezes a host's own audit actions and keeps them as types: a misspelt action, placeholder or key of the metadata does not compile where an
 * entry is recorded. Throws an invariant that names the action, the rule and the fix.
 *
 * An id begins with a subject of the host's, such as `acme`: the subjects of the SDK are refused, so that no entry looks like one of the SDK.
 *
 * @see docs/guide/bring-your-own.md#your-own-audit-entries-auditrecord
 * @example
 * const auditActions = defineAuditActions({
 *   'acme.mail_sent': {
 *     label: { en: 'Mail sent', de: 'E-Mail gesendet' },
 *     summary: { en: 'Mail {subject} sent', de: 'E-Mail {subject} gesendet' },
 *     metadata: { recipients: 'workspace', cost_cents: 'platform' },
 *   },
 * });
 */
export function defineAuditActions<const Actions extends AuditActionCatalog>(actions: Actions): Actions {
  invariant(
    isRecord(actions),
    "defineAuditActions: pass an object of actions by id, such as { 'acme.mail_sent': { label, summary } }.",
  );
  for (const [action, definition] of Object.entries<AuditActionDefinition>(actions))
    checkDefinition(action, definition);
  return deepFreeze(actions);
}

function checkDefinition(action: string, definition: AuditActionDefinition): void {
  const name = `Audit action "${action}"`;
  invariant(isDottedName(action), `${name}: an id is lower-case words joined by dots, such as "acme.mail_sent".`);
  invariant(
    !ownSubjects.has(subjectOf(action)),
    `${name}: "${subjectOf(action)}" is a subject of the SDK. Begin the id with a word of your product, as in "acme.mail_sent".`,
  );
  const check = optionChecks(name);
  check.names(definition, ['label', 'summary', 'metadata', 'ocsf'], 'a member of an action');
  checkText(name, 'label', definition.label);
  checkText(name, 'summary', definition.summary);
  invariant(
    placeholdersOf(definition.label.en).length === 0,
    `${name}: "label" has no placeholders. Put what changes into "summary".`,
  );
  check.oneOf('ocsf', definition.ocsf, entityActivities);
  if (definition.metadata === undefined) return;
  invariant(
    typeof definition.metadata === 'object' && definition.metadata !== null,
    `${name}: "metadata" is an object of readers by key, such as { recipients: 'workspace' }.`,
  );
  const readers = Object.entries<unknown>(definition.metadata);
  invariant(readers.length <= 20, `${name}: "metadata" has at most 20 keys.`);
  for (const [key, reader] of readers) {
    invariant(
      isKeyWord(key) && !Object.hasOwn(commonMetadata, key),
      `${name}: the key "${key}" of the metadata cannot be used. Use 1 to 60 lower-case letters, digits and _, and not is_break_glass.`,
    );
    check.oneOf(`metadata.${key}`, reader ?? null, ['workspace', 'platform']);
  }
}

const entityActivities = Object.keys(ocsfClasses.entity_management.activities).map(
  (activity) => `${ocsfClasses.entity_management.name}: ${activity}`,
);

function checkText(name: string, member: string, text: HostText): void {
  const isText = typeof text === 'object' && text !== null && typeof text.en === 'string';
  invariant(
    isText,
    `${name}: "${member}" is an object with the text in English and other languages, such as { en: '...', de: '...' }.`,
  );
  const expected = placeholdersOf(text.en).join(', ');
  invariant(
    !expected.includes('a '),
    `${name}: "${member}.en" has ${expected}. Write placeholders as {name}, and close every brace; counted forms are not possible here.`,
  );
  for (const [language, wording] of Object.entries<unknown>(text)) {
    invariant(
      typeof wording === 'string' && wording.trim() !== '',
      `${name}: "${member}.${language}" is empty. Give the text, or remove the language.`,
    );
    const found = placeholdersOf(wording).join(', ');
    invariant(
      found === expected,
      `${name}: "${member}.${language}" fills (${found}), and English fills (${expected}). Use the same placeholders, each as {name}.`,
    );
  }
}

/** The placeholders of a text; a malformed text, and one that counts, has none that a writer could fill. */
function placeholdersOf(text: string): readonly string[] {
  try {
    return countedPlaceholders(text).length > 0 ? ['a count'] : messagePlaceholders(text);
  } catch {
    return ['a malformed text'];
  }
}

function subjectOf(action: string): string {
  return action.split('.')[0] ?? action;
}

/** The messages of a host's actions, by the ids that sentences of entries have. */
export const hostMessageId = {
  label: (action: string): string => `audit.action.${action}`,
  summary: (action: string): string => `${hostSummaryPrefix}${action}`,
} as const;

/** The ids of summaries that hosts make begin with it, and no other: an entry shows by it that its action is or was one of a host. */
export const hostSummaryPrefix = 'audit.host.';

/**
 * The texts of a host's actions in one language, by message id: for the `messages` of a page, beside those of the SDK. A text without that language is left
 * out, and shown in English. Throws an invariant for what is neither a catalog of actions nor a language.
 *
 * @example
 * <AtlasProvider client={client} locale="de" messages={{ ...de, ...auditActionMessages(auditActions, 'de') }}>
 */
export function auditActionMessages(actions: AuditActionCatalog, language: string): { readonly [id: string]: string } {
  invariant(
    isTextsByAction(actions),
    'auditActionMessages: "actions" is what defineAuditActions({ ... }) answers: each action has a label and a summary.',
  );
  invariant(
    typeof language === 'string',
    'auditActionMessages: "language" is a language of these texts, such as \'de\'.',
  );
  const texts = Object.entries(actions).flatMap(([action, { label, summary }]) => [
    [hostMessageId.label(action), label[language]] as const,
    [hostMessageId.summary(action), summary[language]] as const,
  ]);
  return Object.fromEntries(texts.filter((each): each is [string, string] => each[1] !== undefined));
}

function isTextsByAction(actions: unknown): boolean {
  const hasTexts = (action: { readonly label?: unknown; readonly summary?: unknown } | null): boolean =>
    isRecord(action?.label) && isRecord(action?.summary);
  return isRecord(actions) && Object.values(actions as AuditActionCatalog).every(hasTexts);
}
