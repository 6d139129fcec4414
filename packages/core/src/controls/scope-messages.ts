import type { Messages, Sentence } from '../kernel/sentence.ts';

/** How the scope of a decision is called. A table of its own: these three are all that the snapshot has to load. */
export const scopeMessages = {
  'controls.scope.global': { en: 'Global', de: 'Global' },
  'controls.scope.workspace': { en: 'Workspace #{workspaceId}', de: 'Arbeitsbereich #{workspaceId}' },
  'controls.scope.none': { en: 'No active pause', de: 'Keine aktive Pause' },
} as const satisfies Messages;

const nothing = Object.freeze({});

/** Says the scope, without the message parser: a process that only shows controls starts in the time that it would take to load. */
export function sayScope(id: keyof typeof scopeMessages, workspaceId?: string): Sentence {
  const { en } = scopeMessages[id];
  if (workspaceId === undefined) return Object.freeze({ id, params: nothing, text: en });
  return Object.freeze({ id, params: Object.freeze({ workspaceId }), text: en.replace('{workspaceId}', workspaceId) });
}
