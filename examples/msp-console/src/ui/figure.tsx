import { Status, type IconName, type Tone } from '@tenantatlas/react-hooks/ui';
import type { ReactNode } from 'react';
import { Link } from 'wouter';

/** Properties of {@link Figure}. */
export interface FigureProps {
  /** Where what it counts is listed. */
  readonly href: string;
  readonly number: string;
  readonly tone: Tone;
  readonly icon: IconName;
  /** What it counts. */
  readonly children: ReactNode;
}

/** A number that leads to what it counts. A zero is quiet. */
export function Figure({ href, number, tone, icon, children }: FigureProps): ReactNode {
  return (
    <Link href={href} className="figure">
      <span className="figure-number" data-zero={number === '0' || undefined}>
        {number}
      </span>
      <Status tone={tone} icon={icon}>
        {children}
      </Status>
    </Link>
  );
}
