/** Keeps what `make` answers. A server that gets locales from requests keeps a bounded number. */
export function remembered<Args extends readonly (string | boolean)[], T>(
  make: (...args: Args) => T,
): (...args: Args) => T {
  const known = new Map<string, T>();
  return (...args) => {
    const key = args.join(' ');
    const made = known.get(key) ?? make(...args);
    if (known.size >= 64) known.clear();
    known.set(key, made);
    return made;
  };
}
