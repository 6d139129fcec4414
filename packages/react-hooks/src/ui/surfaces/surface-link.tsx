import type { ComponentType, ReactNode } from 'react';

/** What the link of a surface is given. */
export interface SurfaceLinkProps {
  readonly href: string;
  readonly className?: string | undefined;
  /** `primary` for the one thing to do. */
  readonly 'data-ta-variant'?: 'primary' | undefined;
  /** What the link does, where its text names something else. */
  readonly title?: string | undefined;
  readonly children: ReactNode;
}

/** What a host can replace of the surfaces of a tenant. */
export interface SurfaceSlots {
  /** A link, for instance that of a router. @default an `a` element */
  readonly link: ComponentType<SurfaceLinkProps>;
}

/** A link that loads the page. */
export function PlainLink({ children, ...attributes }: SurfaceLinkProps): ReactNode {
  return <a {...attributes}>{children}</a>;
}
