import type { ReactNode } from 'react';
import { Link } from 'wouter';

/** One choice of {@link Filters}. */
export interface Filter {
  readonly id: string;
  readonly label: string;
  readonly href: string;
}

/** Properties of {@link Filters}. */
export interface FiltersProps {
  readonly label: string;
  readonly filters: readonly Filter[];
  /** The id of the chosen one. */
  readonly chosen: string;
}

/** Which part of a list is shown. Each choice is an address, to be kept and shared. */
export function Filters({ label, filters, chosen }: FiltersProps): ReactNode {
  return (
    <nav aria-label={label} className="filters">
      {filters.map(({ id, label: name, href }) => (
        <Link key={id} href={href} className="filter" aria-current={id === chosen ? 'true' : undefined}>
          {name}
        </Link>
      ))}
    </nav>
  );
}
