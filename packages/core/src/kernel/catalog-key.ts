const dottedKey = /^[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+$/;

/** Whether a key of a catalog is well formed: lower-case words with dots, such as `acme.mass_mail`. */
export function isCatalogKey(key: string): boolean {
  return key.length <= 100 && dottedKey.test(key);
}
