// Query options of help, for hosts that use their query client themselves, and for servers that fill it. They load nothing of React.
import { queryOf } from '../query/atlas-query.ts';

/** What `useContextualHelp` reads. */
export const contextualHelpOptions = /* @__PURE__ */ queryOf('knowledge.resolve');
