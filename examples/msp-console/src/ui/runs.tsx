import { EmptyState, OperationsList, type OperationsListProps } from '@tenantatlas/react-hooks/ui';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useOperationName } from '../i18n/operation-names.ts';
import { useText } from '../i18n/use-text.ts';
import { paths } from '../paths.ts';
import { usePerson } from '../session/use-person.ts';

type Slots = NonNullable<OperationsListProps['slots']>;

const RunLink: NonNullable<Slots['label']> = ({ run }) => (
  <Link href={paths.operation(run.workspaceId, run.id)}>{useOperationName()(run)}</Link>
);

const RunTenant: NonNullable<Slots['tenant']> = ({ run: { workspaceId, tenantId }, name }) =>
  tenantId === null ? name : <Link href={paths.tenant(workspaceId, tenantId)}>{name}</Link>;

const NoRuns: NonNullable<Slots['empty']> = () => {
  const text = useText();
  return <EmptyState title={text('tenant.recent.empty.title')}>{text('tenant.recent.empty.text')}</EmptyState>;
};

const slots: Slots = { label: RunLink, tenant: RunTenant };
const slotsOfTenant: Slots = { label: RunLink, empty: NoRuns };

/** The runs of a workspace or a tenant, each leading to its page. */
export function Runs(props: Omit<OperationsListProps, 'slots'>): ReactNode {
  const canCancel = usePerson().plane === 'workspace';
  return (
    <OperationsList {...props} canCancel={canCancel} slots={props.tenantId === undefined ? slots : slotsOfTenant} />
  );
}
