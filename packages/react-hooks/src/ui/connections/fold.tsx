import type { ReactNode } from 'react';
import { Icon } from '../base/icons.tsx';

/** Properties of {@link Fold}. */
export interface FoldProps {
  readonly title: ReactNode;
  /** The name for screen readers, where several have the same title. */
  readonly name?: string | undefined;
  readonly isOpenAtFirst?: boolean | undefined;
  readonly children: ReactNode;
}

/** Something that is shown on demand. */
export function Fold({ title, name, isOpenAtFirst = false, children }: FoldProps): ReactNode {
  return (
    <details className="ta-fold" open={isOpenAtFirst}>
      <summary aria-label={name}>
        <Icon name="chevron" />
        <span>{title}</span>
      </summary>
      <div className="ta-fold-body">{children}</div>
    </details>
  );
}
