// The subpath `@tenantatlas/core/browser`: what a page needs, without zod, without a service and without texts, which come from the server.
// It has all types, because types cost nothing at run time.
export type * from './index.ts';

export { platformCapabilities, workspaceCapabilities } from './access/capabilities.ts';
export { reasonBounds } from './controls/reason-bounds.ts';
export { errorTable, isAtlasError } from './kernel/error-table.ts';
export { isIdToken } from './kernel/ids.ts';
export { InvariantError } from './kernel/invariant.ts';
export { formatMessage, messageFormatter } from './kernel/message-format.ts';
export { defaultPageLimit, maxPageLimit } from './kernel/page.ts';
export { err, errAsync, ok, okAsync, Result, ResultAsync } from './kernel/result.ts';
export { defineMessages, type MessageEntry, type Messages, type MessageTable } from './kernel/sentence.ts';
export { defaultWindow, windows } from './kernel/windows.ts';
