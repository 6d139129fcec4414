import type { ConnectionView } from '@tenantatlas/core/browser';

/** How many connections of a tenant its pages ask for: the default one and the few besides. */
export const fewConnections = 10;

/** The connection of a tenant that is used where none is named. */
export function mainOf(connections: readonly ConnectionView[]): ConnectionView | undefined {
  return connections.find(({ isDefault }) => isDefault) ?? connections[0];
}
