const dotted = /^[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+$/;

/** Whether a name is well formed: lower-case words joined by dots, such as `acme.mass_mail`, 100 characters at most. */
export function isDottedName(name: unknown): name is string {
  return typeof name === 'string' && name.length <= 100 && dotted.test(name);
}
