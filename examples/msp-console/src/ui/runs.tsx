import { EmptyState, OperationsList, type OperationsListProps } from '@tenantatlas/react-hooks/ui';
import { useMemo, type ReactNode } from 'react';
import { Link } from 'wouter';
import { useOperationName } from '../i18n/operation-names.ts';
import { useText } from '../i18n/use-text.ts';
import { paths } from '../paths.ts';

type Slots = NonNullable<OperationsListProps['slots']>;

const RunLink: NonNullable<Slots['label']> = ({ run }) => (
  <Link href={paths.operation(run.workspaceId, run.id)}>{useOperationName()(run)}</Link>
);

/** The tenant of a run as a link to its page. */
export const RunTenant: NonNullable<Slots['tenant']> = ({ run: { workspaceId, tenantId }, name }) =>
  tenantId === null ? (
    name
  ) : (
    <Link href={paths.tenant(workspaceId, tenantId)}>
      <bdi>{name}</bdi>
    </Link>
  );

const NoRuns: NonNullable<Slots['empty']> = () => {
  const text = useText();
  return <EmptyState title={text('tenant.recent.empty.title')}>{text('tenant.recent.empty.text')}</EmptyState>;
};

/** How many runs are drawn at first: failed ones take three lines. */
export const aboutAScreen = 15;

/** Properties of {@link Runs}. */
export interface RunsProps extends Omit<OperationsListProps, 'slots' | 'nameOf' | 'canCancel'> {
  /** What stands there without any run. */
  readonly empty?: NonNullable<Slots['empty']>;
}

/** The runs of a workspace or a tenant, each leading to its page. */
export function Runs({ empty, ...props }: RunsProps): ReactNode {
  const nameOf = useOperationName();
  const Empty = empty ?? (props.tenantId === undefined ? null : NoRuns);
  const slots = useMemo<Slots>(
    () => ({ label: RunLink, tenant: RunTenant, ...(Empty ? { empty: Empty } : {}) }),
    [Empty],
  );
  return <OperationsList limit={aboutAScreen} {...props} nameOf={nameOf} slots={slots} />;
}
