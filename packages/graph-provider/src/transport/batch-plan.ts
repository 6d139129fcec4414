import { invariant } from '@tenantatlas/core/ports';

/** One read of a batch. */
export interface BatchRequest {
  /** Relative to the version, such as `users/1?$select=id`. */
  readonly path: string;
  /** Places in the list of earlier requests that have to succeed first. */
  readonly dependsOn?: readonly number[] | undefined;
}

/** Reads in one batch: Graph's limit. */
const maxReads = 20;

/** Throws an invariant for a read that depends on itself, on a later one, or on none of the list. */
export function checkDependencies(requests: readonly BatchRequest[]): void {
  requests.forEach(({ dependsOn = [] }, index) => {
    const isEarlier = dependsOn.every((other) => Number.isInteger(other) && other >= 0 && other < index);
    invariant(
      isEarlier,
      `GraphClient.batch: "dependsOn" of request ${String(index)} names places of earlier requests. Put the others before it.`,
    );
  });
}

/**
 * Lists of 20 places at most, in the order of the requests, so that a read is never in an earlier list than one it depends on.
 */
export function chunksOf(requests: readonly BatchRequest[]): readonly (readonly number[])[] {
  const places = requests.map((_, index) => index);
  return Array.from({ length: Math.ceil(places.length / maxReads) }, (_, chunk) =>
    places.slice(chunk * maxReads, (chunk + 1) * maxReads),
  );
}

/** Whether the lists may be sent at the same time. */
export function isIndependent(requests: readonly BatchRequest[]): boolean {
  return requests.every(({ dependsOn = [] }) => dependsOn.length === 0);
}

/** The body of a batch. What was answered already is not part of it, so that no read waits for it. */
export function batchBodyOf(requests: readonly BatchRequest[], open: readonly number[]): object {
  return {
    requests: open.map((index) => {
      const { path = '', dependsOn = [] } = requests[index] ?? {};
      const first = dependsOn.filter((other) => open.includes(other)).map(String);
      const read = { id: String(index), method: 'GET', url: `/${path}` };
      return first.length > 0 ? { ...read, dependsOn: first } : read;
    }),
  };
}
