const dotted = /^[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+$/;
const word = /^[a-z][a-z0-9_]{0,59}$/;

/** Whether a name is well formed: lower-case words joined by dots, such as `acme.mass_mail`, `longest` characters at most. */
export function isDottedName(name: unknown, longest = 100): name is string {
  return typeof name === 'string' && name.length <= longest && dotted.test(name);
}

/** Whether a key is well formed: 1 to 60 lower-case letters, digits and _, a letter first, such as `dry_run`. */
export function isKeyWord(key: unknown): key is string {
  return typeof key === 'string' && word.test(key);
}
