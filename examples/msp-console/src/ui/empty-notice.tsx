import type { ReactNode } from 'react';
import { Icon, type IconName } from './icons.tsx';
import { useHeading } from './use-heading.ts';

/** Properties of {@link EmptyNotice}. */
export interface EmptyNoticeProps {
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
}

/** A page that shows only a reason. */
export function EmptyNotice({ icon, title, text, children }: EmptyNoticeProps): ReactNode {
  const heading = useHeading(title);
  return (
    <div className="empty-notice">
      <span className="empty-notice-sign">
        <Icon name={icon} size={26} />
      </span>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <p className="about">{text}</p>
      {children}
    </div>
  );
}
