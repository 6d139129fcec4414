import { useId, type ReactNode } from 'react';

/** Properties of {@link Section}. */
export interface SectionProps {
  readonly title: string;
  /** One link or two, for instance to the full list. */
  readonly link?: ReactNode;
  readonly className?: string;
  /** The place of it within the page, to which links lead. */
  readonly anchor?: string;
  readonly children: ReactNode;
}

/** A part of a page with a heading. */
export function Section({ title, link, className = '', anchor, children }: SectionProps): ReactNode {
  const heading = useId();
  return (
    <section
      aria-labelledby={heading}
      className={`section ${className}`}
      id={anchor}
      tabIndex={anchor === undefined ? undefined : -1}
    >
      <div className="section-head">
        <h2 id={heading}>{title}</h2>
        {link}
      </div>
      {children}
    </section>
  );
}
