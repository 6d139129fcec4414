/** Makes a value at its first use and keeps it. For schemas: building them costs time that an import or a first answer does not have. */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
