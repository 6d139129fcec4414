import { useAtlas } from '../../provider/atlas-context.ts';
import { browserTimeZone } from '../../provider/time-zone.ts';
import { useIsMounted } from './use-is-mounted.ts';

const ofBrowser = /* @__PURE__ */ new WeakMap<object, string>();

/**
 * The time zone in which instants are shown: that of the provider, else that of the browser. A server does not know the reader's zone: without one of the provider
 * it is UTC until the page is mounted. Use it for dates of your own, so that they agree with those of the components.
 *
 * @example
 * const format = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: useTimeZone() });
 */
export function useTimeZone(): string {
  const provider = useAtlas();
  const isMounted = useIsMounted();
  if (provider.timeZone !== null) return provider.timeZone;
  if (!isMounted) return 'UTC';
  // Asked once per provider: asking makes a formatter, and a table has several times in each row.
  const zone = ofBrowser.get(provider) ?? browserTimeZone();
  ofBrowser.set(provider, zone);
  return zone;
}
