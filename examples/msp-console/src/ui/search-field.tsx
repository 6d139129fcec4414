import type { ReactNode } from 'react';

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
    <input
      type="text"
      role="searchbox"
      className="input filter-search"
      aria-label={label}
      placeholder={label}
      value={value}
      onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
    />
  );
}
