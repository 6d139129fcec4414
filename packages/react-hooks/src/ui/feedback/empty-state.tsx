import type { ReactNode } from 'react';
import { Frame } from '../base/atlas-root.tsx';
import { classNames } from '../base/class-names.ts';

/** Properties of {@link EmptyState}. */
export interface EmptyStateProps {
  readonly title: ReactNode;
  /** What will be here, and the one step that fills it. */
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  readonly className?: string | undefined;
}

/**
 * Says what will be here once there is something.
 *
 * @example
 * <EmptyState title="No tenants" action={<a href="/tenants/new">Add a tenant</a>}>Tenants of this workspace appear here.</EmptyState>
 */
export function EmptyState({ title, children, action, className }: EmptyStateProps): ReactNode {
  return (
    <Frame>
      <div className={classNames('ta-empty', className)}>
        <p className="ta-empty-title">{title}</p>
        {children && <p className="ta-empty-text">{children}</p>}
        {action}
      </div>
    </Frame>
  );
}
