import type { RunElsewhereView } from '@tenantatlas/core/browser';
import type { RunsElsewhereSlots } from '@tenantatlas/react-hooks/ui';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useOperationName } from '../i18n/operation-names.ts';
import { paths } from '../paths.ts';

/** Runs of several workspaces lead to their pages and to their workspaces. */
export const runElsewhereSlots: RunsElsewhereSlots = {
  label: ({ run }) => <RunLink run={run} />,
  workspace: ({ workspaceName, run }) => (
    <Link href={paths.workspace(run.workspaceId)}>
      <bdi>{workspaceName}</bdi>
    </Link>
  ),
};

function RunLink({ run }: Pick<RunElsewhereView, 'run'>): ReactNode {
  const nameOf = useOperationName();
  return <Link href={paths.operation(run.workspaceId, run.id)}>{nameOf(run)}</Link>;
}
