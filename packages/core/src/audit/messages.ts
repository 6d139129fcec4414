import { invariant } from '../kernel/invariant.ts';
import type { MessageParams } from '../kernel/message-format.ts';
import { defineMessages, type Sentence } from '../kernel/sentence.ts';
import type { ActionDefinition, SummaryMessage } from './actions/definition.ts';
import { actionDefinitions, auditActions, definitionOf } from './catalog.ts';
import type { AuditActionCatalog } from '../ports/audit-actions.ts';
import { hostMessageId } from './host-actions.ts';
import type { SummaryValues, WrittenActionId } from './note.ts';

const say = defineMessages({
  'audit.action.unknown': { en: '{action}', de: '{action}' },
  'audit.input.window_or_range': {
    en: 'Give a window, or from and to, not both.',
    de: 'Geben Sie einen Zeitraum oder von und bis an, nicht beides.',
  },
  'audit.input.person_label': {
    en: 'Leave the label of a person out: the directory has the name, and it can be erased there.',
    de: 'Lassen Sie die Bezeichnung einer Person weg: Der Name steht im Verzeichnis und kann dort gelöscht werden.',
  },
  'audit.input.before_from': {
    en: 'Choose an end that is not before the beginning, {from}.',
    de: 'Wählen Sie ein Ende, das nicht vor dem Anfang {from} liegt.',
  },
});

const sayAction = defineMessages(
  Object.fromEntries(Object.entries(auditActions).map(([action, label]) => [labelId(action), label])),
);

const saySummary = defineMessages(
  Object.fromEntries(
    Object.values(actionDefinitions)
      .flatMap(summariesOf)
      .map(({ id, en, de }) => [id, { en, de }]),
  ),
);

/** Says what is not about one action. */
export const sayAudit = say;

/** The messages of the audit trail. */
export const auditMessages = { ...say.messages, ...saySummary.messages, ...sayAction.messages };

/** The label of an action of the SDK or of the host; an unknown id is shown as itself. */
export function actionLabel(action: string, hostActions: AuditActionCatalog = {}): Sentence {
  const own = Object.hasOwn(hostActions, action) ? hostActions[action] : undefined;
  if (own) return Object.freeze({ id: hostMessageId.label(action), params: Object.freeze({}), text: own.label.en });
  return definitionOf(action) ? sayAction(labelId(action)) : say('audit.action.unknown', { action });
}

/** Makes the summary of an entry. */
export function summarize<Action extends WrittenActionId>(action: Action, values: SummaryValues<Action>): Sentence {
  const { variant, ...params }: MessageParams = values;
  const { summary, summaries }: ActionDefinition = actionDefinitions[action];
  const message = summary ?? summaries?.[String(variant)];
  invariant(message, `The action "${action}" has no summary "${String(variant)}".`);
  return saySummary(message.id, params);
}

function labelId(action: string): string {
  return `audit.action.${action}`;
}

function summariesOf({ summary, summaries }: ActionDefinition): readonly SummaryMessage[] {
  return summary ? [summary] : Object.values(summaries ?? {});
}
