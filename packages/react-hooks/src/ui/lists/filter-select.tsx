import type { ReactNode } from 'react';
import { Frame } from '../base/atlas-root.tsx';
import { Icon } from '../base/icons.tsx';

/** One choice of a {@link FilterSelect}. */
export interface FilterOption {
  readonly value: string;
  readonly label: string;
}

/** Properties of {@link FilterSelect}. */
export interface FilterSelectProps {
  /** What is filtered by, such as "Tenant". */
  readonly label: string;
  /** The choice that filters nothing, such as "All tenants". */
  readonly all: string;
  readonly options: readonly FilterOption[];
  /** Null for all. One that is not among the options, say of an address, is shown as it is. */
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}

/**
 * Narrows a list to one value, or to all. Keep the choice in the address, so that it can be shared and survives Back.
 *
 * @example
 * <FilterSelect label="Tenant" all="All tenants" options={tenants} value={tenantId} onChange={setTenantId} />
 */
export function FilterSelect({ label, all, options, value, onChange }: FilterSelectProps): ReactNode {
  const isUnknown = value !== null && options.every((option) => option.value !== value);
  return (
    <Frame inline>
      <label className="ta-filter" data-ta-chosen={value !== null || undefined}>
        <span className="ta-hidden">{label}</span>
        <select value={value ?? ''} onChange={({ target }) => onChange(target.value === '' ? null : target.value)}>
          <option value="">{all}</option>
          {isUnknown && <option value={value}>{value}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon name="chevron" />
      </label>
    </Frame>
  );
}
