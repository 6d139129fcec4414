import type { ReactNode } from 'react';
import { Icon } from './icons.tsx';

/** Properties of {@link SearchField}. */
export interface SearchFieldProps {
  /** What is searched by. */
  readonly label: string;
  readonly value: string;
  /** Receives null for an empty field. */
  readonly onChange: (value: string | null) => void;
}

/** Narrows a list to what contains a text. Keep the text in the address, replacing the last one, so that Back leaves the page. */
export function SearchField({ label, value, onChange }: SearchFieldProps): ReactNode {
  return (
    <span className="filter-field">
      <Icon name="search" size={16} />
      <input
        type="text"
        role="searchbox"
        className="input filter-search"
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
      />
    </span>
  );
}
