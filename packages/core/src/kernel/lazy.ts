/** Makes a value at its first use and keeps it. For schemas: building them would slow down the import and the first answer. */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
