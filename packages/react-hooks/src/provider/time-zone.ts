/**
 * Whether this browser knows a time zone of that name, such as `Europe/Berlin` or `UTC`. A name that is kept outside of the page, say in the settings of a person, is
 * checked with it first: a browser may be older than the zone.
 *
 * @example
 * <AtlasProvider client={client} timeZone={isTimeZone(saved) ? saved : undefined}>
 */
export function isTimeZone(name: unknown): name is string {
  // Some engines take an offset such as `+01:00` for a zone. It has no summer time, so it is not what a person means by a zone.
  if (typeof name !== 'string' || !/^[a-z]/i.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** The time zone of the browser; UTC where the browser cannot tell. */
export function browserTimeZone(): string {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return isTimeZone(timeZone) ? timeZone : 'UTC'; // `Etc/Unknown` is answered, but not taken, by some engines
}
