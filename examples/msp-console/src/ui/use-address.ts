import { useLocation, useSearch } from 'wouter';

/** Values of an address by name; null takes one away. */
export interface AddressChange {
  readonly [name: string]: string | null;
}

/** What of a page is in its address, to be kept, shared and restored by Back. */
export interface Address {
  readonly value: (name: string) => string | null;
  /** Goes to the address with these values changed. */
  readonly change: (values: AddressChange, how?: 'push' | 'replace') => void;
  /** The same address with these values changed. */
  readonly hrefWith: (values: AddressChange) => string;
}

/** The values in the address of the page at `path`. */
export function useAddress(path: string): Address {
  const search = useSearch();
  const [, navigate] = useLocation();
  const hrefWith = (values: AddressChange): string => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(values))
      if (value === null) next.delete(name);
      else next.set(name, value);
    const text = next.toString();
    return text === '' ? path : `${path}?${text}`;
  };
  return {
    value: (name) => new URLSearchParams(search).get(name),
    change: (values, how = 'push') => navigate(hrefWith(values), { replace: how === 'replace' }),
    hrefWith,
  };
}
