import type { Messages, Sentence } from '../kernel/sentence.ts';

/** The names of a decision's scope. They are a separate table, so that the snapshot loads only these three. */
export const scopeMessages = {
  'controls.scope.global': { en: 'Global', de: 'Global' },
  'controls.scope.workspace': { en: 'Workspace #{workspaceId}', de: 'Arbeitsbereich #{workspaceId}' },
  'controls.scope.none': { en: 'No active pause', de: 'Keine aktive Pause' },
} as const satisfies Messages;

const nothing = Object.freeze({});

/** Words the scope without the message parser: a process that only shows controls should not have to load it. */
export function sayScope(id: keyof typeof scopeMessages, workspaceId?: string): Sentence {
  const { en } = scopeMessages[id];
  if (workspaceId === undefined) return Object.freeze({ id, params: nothing, text: en });
  return Object.freeze({ id, params: Object.freeze({ workspaceId }), text: en.replace('{workspaceId}', workspaceId) });
}
