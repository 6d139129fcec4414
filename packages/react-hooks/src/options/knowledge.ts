// Query options of help, for hosts that use their query client themselves, and for servers that fill it. They load nothing of React.
import type { ResolvedHelp, ResolveHelpRequest } from '@tenantatlas/core/browser';
import type { AtlasConnection } from '../provider/connection.ts';
import { queryOf, type AtlasQuery } from '../query/atlas-query.ts';

const resolveOptions = /* @__PURE__ */ queryOf('knowledge.resolve');
const noHelp: ResolvedHelp = { help: null };

/** What `useContextualHelp` reads. Null, where nothing is wrong, is answered with no help, and no request is sent. */
export function contextualHelpOptions(
  connection: AtlasConnection,
  request: ResolveHelpRequest | null,
): AtlasQuery<ResolvedHelp> {
  if (request !== null) return resolveOptions(connection, request);
  // A blank topic has no help, so the answer for this key is right for every reader.
  return { ...resolveOptions(connection, { topicKey: '' }), initialData: noHelp, enabled: false };
}
