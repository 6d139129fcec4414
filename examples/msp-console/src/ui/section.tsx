import { useId, type ReactNode } from 'react';

/** Properties of {@link Section}. */
export interface SectionProps {
  readonly title: string;
  /** One link or two, for instance to the full list. */
  readonly link?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A part of a page with a heading. */
export function Section({ title, link, className = '', children }: SectionProps): ReactNode {
  const heading = useId();
  return (
    <section aria-labelledby={heading} className={`section ${className}`}>
      <div className="section-head">
        <h2 id={heading}>{title}</h2>
        {link}
      </div>
      {children}
    </section>
  );
}
