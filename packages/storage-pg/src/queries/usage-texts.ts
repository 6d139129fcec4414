import { invariant, isStorableText, type UsageEvent } from '@tenantatlas/core/ports';

/** What is counted and coded together, as one text. It begins with a bracket, and a code is a number. Events of one kind share it, so each kind is written once. */
export function kindNames(): (event: UsageEvent) => string {
  const written = new Map<string, string>();
  return ({ eventName, featureArea, subjectType }) => {
    const parts = [eventName, featureArea, subjectType];
    // No text that is stored has a NUL, so two kinds never have one key.
    const key = parts.join('\0');
    const names = written.get(key) ?? JSON.stringify(parts.map(storable));
    written.set(key, names);
    return names;
  };
}

/** JSON writes NUL and half a surrogate pair as an escape, so that a text without one needs no further look. */
export function metadataOf({ metadata }: UsageEvent): string {
  const json = JSON.stringify(metadata);
  if (json.includes('\\u')) for (const member of Object.entries(metadata).flat()) storable(String(member));
  return json;
}

/** The text, which can be stored. Throws an invariant for any other. */
export function storable(given: string): string {
  const message = 'Text with NUL or half a surrogate pair cannot be stored; clean or refuse it before.';
  invariant(isStorableText(given), message);
  return given;
}
