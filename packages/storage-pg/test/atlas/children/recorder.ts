// A process that uses the product and records it, in many loops at once, until it is killed.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { orThrow } from '@tenantatlas/core';
import { runOnHandle } from '../../support/backends.ts';
import { cheap, composeAtlas } from '../race-catalog.ts';
import { readConfig, tellParent } from '../race-process.ts';
import { bo, cheapStart } from '../race-requests.ts';
import { openRaceStorage } from '../race-storage.ts';
import type { RecorderConfig } from '../usage-recorder.ts';

const { url, loops, occurredAt } = readConfig<RecorderConfig>();
const { storage } = await openRaceStorage('pg', url, loops);
/** A wait before a commit, so that a kill often finds work that is done and not committed. */
const linger = () => sleep(Math.random() * 30);
const unit: typeof storage.unit = (scope, work) =>
  storage.unit(scope, async (stores) => {
    const answer = await work(stores);
    await linger();
    return answer;
  });
const atlas = composeAtlas({ storage: { ...storage, unit } });
const tenant = { actor: bo, workspaceId: 'w-1', tenantId: 't-1' } as const;

const steps = [
  /** An action of the host with its event, in one transaction. */
  async (id: string) => {
    await orThrow(
      atlas.guard(cheap, { ...tenant }, async (tx) => {
        await runOnHandle(tx.transaction, `INSERT INTO public.host_notes (n) VALUES ('${id}')`);
        orThrow(
          await tx.record({
            ...tenant,
            eventName: 'product.stored_report.created',
            subjectType: 'stored_report',
            subjectId: id,
            id,
            occurredAt,
          }),
        );
        await linger();
      }),
    );
    tellParent({ said: 'acted', id });
  },
  /** A start of an operation. */
  async () => {
    const { run } = orThrow(await atlas.as(bo).operations.start(cheapStart()));
    tellParent({ said: 'started', id: run.id });
  },
  /** An event by itself. */
  async (id: string) => {
    const event = { eventName: 'product.review_pack.requested', subjectType: 'review_pack', subjectId: 'p-1' } as const;
    orThrow(await atlas.record({ ...tenant, ...event, id, occurredAt }));
    tellParent({ said: 'recorded', id });
  },
] as const;

async function loop(number: number): Promise<never> {
  for (let turn = number; ; turn += 1) await steps[turn % steps.length]?.(randomUUID());
}

tellParent({ said: 'ready' });
await Promise.all(Array.from({ length: loops }, (_, number) => loop(number)));
