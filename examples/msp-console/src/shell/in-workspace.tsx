import { useWorkspace } from '@tenantatlas/react-hooks';
import { createContext, useContext, type ReactNode } from 'react';
import { mayReadAudit } from './may-read-audit.ts';
import { ResultPage } from '../ui/result-page.tsx';

interface Workspace {
  readonly workspaceId: string;
  readonly name: string;
  /** What the person holds here, to hide or to explain what the server would refuse. */
  readonly capabilities: readonly string[];
  readonly mayReadAudit: boolean;
}

const WorkspaceContext = createContext<Workspace | null>(null);

/** Pages of a workspace. People who may not see it get the missing page. */
export function InWorkspace({
  workspaceId,
  children,
}: {
  readonly workspaceId: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <ResultPage result={useWorkspace({ workspaceId })}>
      {({ name, capabilities }) => (
        <WorkspaceContext.Provider
          value={{ workspaceId, name, capabilities, mayReadAudit: mayReadAudit(capabilities) }}
        >
          {children}
        </WorkspaceContext.Provider>
      )}
    </ResultPage>
  );
}

/** The workspace that a page belongs to. */
export function useThisWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) throw new Error('useThisWorkspace is for pages of a workspace.');
  return workspace;
}
