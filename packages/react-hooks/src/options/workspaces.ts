// Query options of workspaces, for hosts that use their query client themselves, and for servers that fill it. They load nothing of React.
import { pagesOf, queryOf } from '../query/atlas-query.ts';

/** What `useWorkspaces` reads. */
export const workspacesOptions = /* @__PURE__ */ pagesOf('workspaces.list');

/** What `useWorkspace` reads. */
export const workspaceOptions = /* @__PURE__ */ queryOf('workspaces.get');
