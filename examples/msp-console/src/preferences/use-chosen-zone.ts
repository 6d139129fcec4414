import { useLocation } from 'wouter';
import { placeOf } from '../paths.ts';
import { usePreferences } from './preferences.ts';
import { chosenZone } from './time-zones.ts';

/** The time zone that was chosen for the place where the person is; null for that of the browser. */
export function useChosenZone(): string | null {
  const [pathname] = useLocation();
  return chosenZone(usePreferences(), placeOf(pathname).workspaceId);
}
