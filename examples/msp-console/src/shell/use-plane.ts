import { useQuery } from '@tanstack/react-query';
import { isDenied, useAtlas, workspaceOptions } from '@tenantatlas/react-hooks';
import { useLocation } from 'wouter';
import { placeOf, type Place } from '../paths.ts';

/** Where the person is, and whether that place exists for them. */
export interface Plane extends Place {
  /** The workspace's name, or its id where the name cannot be read; null in the system console, and while it is not known. */
  readonly name: string | null;
  /** What the person holds in the workspace; null in the system console, and while it is not known. */
  readonly capabilities: readonly string[] | null;
  /** The address names a workspace that is not there, or not for this person. */
  readonly isMissing: boolean;
}

/** The place that the address names. */
export function usePlane(): Plane {
  const [pathname] = useLocation();
  const place = placeOf(pathname);
  const { connection } = useAtlas();
  const { data, error, errorUpdateCount } = useQuery({
    ...workspaceOptions(connection, { workspaceId: place.workspaceId ?? '' }),
    enabled: place.workspaceId !== null,
  });
  const isMissing = place.workspaceId !== null && error !== null && isDenied(error);
  const unread = errorUpdateCount > 0 ? place.workspaceId : null;
  return {
    ...place,
    name: isMissing ? null : (data?.name ?? unread),
    capabilities: data?.capabilities ?? null,
    isMissing,
  };
}
