import { randomUUID } from 'node:crypto';
import { orThrow, type BoundAtlas, type Result, type ResultAsync } from '@tenantatlas/core';
import { isSoak } from '../../../../bench/lib/keep-figures.ts';
import { cheap, memberNamed, operatorNamed, type RaceAtlas } from './race-catalog.ts';

/** A member of both workspaces. */
export const bo = memberNamed('u-1');
/** An operator. */
export const ada = operatorNamed('op-1');
/** Where guards work. */
export const inW1 = { actor: bo, workspaceId: 'w-1' };
/** A pause of the cheap operation there. */
export const pauseOfW1 = {
  control: cheap,
  scope: { type: 'workspace', workspaceId: 'w-1' },
  reason: 'Vendor incident',
} as const;
/** A start that no other start is identical to. */
export const cheapStart = (tenantId = 't-1') =>
  ({ type: cheap, workspaceId: 'w-1', tenantId, inputs: { n: randomUUID() } }) as const;
/** A start of the restore, under a separate key. */
export const restoreStart = (idempotencyKey: string = randomUUID()) =>
  ({
    type: 'restore.execute',
    workspaceId: 'w-1',
    tenantId: 't-1',
    inputs: { backupSetId: 'b-1', acknowledgedImpact: true, confirmTenantName: 'Tenant t-1' },
    idempotencyKey,
  }) as const;

/** `ok`, or the code of the error. */
export const codeOf = (answer: Result<unknown, { readonly code: string }>): string =>
  answer.isOk() ? 'ok' : answer.error.code;
/**
 * Pauses, and pauses again until it has settled, and says how often that was. On a busy machine a start may be open for longer than a pause waits; the next
 * pause waits for it as well. The soak pauses once, because it measures.
 */
export async function pauseUntilSettled<Paused extends { readonly settled: boolean }>(
  pause: () => ResultAsync<Paused, unknown>,
): Promise<{ readonly paused: Paused; readonly times: number }> {
  for (let times = 1; ; times += 1) {
    const paused = orThrow(await pause());
    if (paused.settled || isSoak || times === 12) return { paused, times };
  }
}

/** What a host rolls back with. */
export const changedItsMind = new Error('the host changed its mind');

/** An atlas inside a transaction. */
export type Bound = BoundAtlas<
  RaceAtlas extends { withTransaction(handle: unknown): BoundAtlas<infer Catalogs> } ? Catalogs : never
>;

/** A chain as the promise that it is: its rejections are bugs, not errors. */
export async function asPromiseOf<T>(chain: PromiseLike<T>): Promise<T> {
  return chain;
}
