import { useWorkspace } from '@tenantatlas/react-hooks';
import { PauseStrip } from '@tenantatlas/react-hooks/ui';
import { createContext, useContext, type ReactNode } from 'react';
import { Link } from 'wouter';
import { useText } from '../i18n/use-text.ts';
import { paths } from '../paths.ts';
import { usePerson } from '../session/use-person.ts';
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
          <Pauses workspaceId={workspaceId} />
          {children}
        </WorkspaceContext.Provider>
      )}
    </ResultPage>
  );
}

/** What is paused here, on every page of the workspace; an operator gets on to the control. */
function Pauses({ workspaceId }: { readonly workspaceId: string }): ReactNode {
  const { plane } = usePerson();
  return (
    <PauseStrip
      className="workspace-pauses"
      workspaceId={workspaceId}
      plane={plane}
      slots={plane === 'platform' ? operatorSlots : noSlots}
    />
  );
}

function ToControl(): ReactNode {
  const text = useText();
  return <Link href={paths.controls}>{text('pause.manage')}</Link>;
}

const operatorSlots = { link: ToControl };
const noSlots = {};

/** The workspace that a page belongs to. */
export function useThisWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) throw new Error('useThisWorkspace is for pages of a workspace.');
  return workspace;
}
