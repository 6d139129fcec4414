import type { Sentence } from '@tenantatlas/core/browser';
import { eachText } from './isolation.ts';

type Messages = { readonly [id: string]: string };

/** What the provider calls something that a catalog names: `messages['catalog.Restore execution']`, else the label itself. */
export function catalogName(messages: Messages, label: string): string {
  return wording(messages, `catalog.${label}`) ?? label;
}

/**
 * The values of a sentence in the words of the provider: what a catalog names, capabilities as `messages['capability.operations.start']` calls them, and in the sentences of the
 * audit trail the stages of a lifecycle and the roles. A server of another version may leave the values out.
 */
export function withNames(messages: Messages, params: Sentence['params'] | null, id = ''): Sentence['params'] {
  return eachText(params, (text, name) => wording(messages, wordId(id, name, text)) ?? text);
}

/** The id of the provider's own word for a value: `capability.operations.start` for a capability. Of most values there is none. */
function wordId(id: string, name: string, value: string): string {
  if (/^(label|change)$/.test(name)) return `catalog.${value}`;
  if (id === 'audit.summary.tenant_lifecycle_changed' && /^(from|to)$/.test(name))
    return `lifecycle.${value.toLowerCase()}.label`;
  if (id.startsWith('audit.summary.membership_') && /^(role|previous)$/.test(name)) return `ui.role.${value}`;
  return name === 'capability' ? `capability.${value}` : '';
}

/** The provider's own words under an id. */
export function wording(messages: Messages, id: string): string | undefined {
  return Object.hasOwn(messages, id) ? messages[id] : undefined;
}
