import { isTimeZone } from '@tenantatlas/react-hooks';
import type { Preferences } from './preferences.ts';

type Zones = Pick<Preferences, 'timeZone' | 'workspaceTimeZones'>;

/** Whether a workspace has a time zone that differs from the others. */
export function hasOwnZone(zones: Zones, workspaceId: string | null): boolean {
  return workspaceId !== null && Object.hasOwn(ofWorkspaces(zones), workspaceId);
}

/** The zones of workspaces; none where something else is stored. */
function ofWorkspaces({ workspaceTimeZones: stored }: Zones): Zones['workspaceTimeZones'] {
  return typeof stored === 'object' && stored !== null ? stored : {};
}

/**
 * The time zone that was chosen for a place; null for that of the browser. A kept name that this browser does not know counts as null: another version of
 * the browser may have stored it.
 */
export function chosenZone(zones: Zones, workspaceId: string | null): string | null {
  const kept = hasOwnZone(zones, workspaceId) ? ofWorkspaces(zones)[workspaceId ?? ''] : zones.timeZone;
  return isTimeZone(kept) ? kept : null;
}

/** The choice for one workspace, or for everything that has none of its own. In a workspace, the second takes its own one back. */
export function withZone(zones: Zones, zone: string | null, workspaceId: string | null, isOnlyHere: boolean): Zones {
  const { timeZone } = zones;
  const workspaceTimeZones = ofWorkspaces(zones);
  if (workspaceId === null) return { timeZone: zone, workspaceTimeZones };
  if (isOnlyHere) return { timeZone, workspaceTimeZones: { ...workspaceTimeZones, [workspaceId]: zone } };
  const { [workspaceId]: _own, ...others } = workspaceTimeZones;
  return { timeZone: zone, workspaceTimeZones: others };
}

/** The names of all time zones that this browser knows, by continent or ocean. */
export function zonesByRegion(): readonly (readonly [region: string, names: readonly string[]])[] {
  const regions = new Map<string, string[]>();
  for (const name of Intl.supportedValuesOf('timeZone')) {
    const [region = ''] = name.split('/');
    if (name.includes('/')) regions.set(region, [...(regions.get(region) ?? []), name]);
  }
  return [...regions];
}

/** What a time zone is called: its name without underscores. */
export function zoneName(zone: string): string {
  return zone.replaceAll('_', ' ');
}
