import { useSyncExternalStore } from 'react';

const subscribe = () => () => undefined;
const onClient = (): boolean => true;
const onServer = (): boolean => false;

/**
 * False on a server and while a page of a server is hydrated, true ever after: what depends on the zone or the clock of the browser appears then. So the
 * first render of the browser is the same as that of the server, in whatever zone and however much later.
 */
export function useIsMounted(): boolean {
  return useSyncExternalStore(subscribe, onClient, onServer);
}
