// A process of starters: loops that start one operation after the other until a message stops them.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { orThrow } from '@tenantatlas/core';
import { composeAtlas, memberNamed, type RaceAtlas, type Stream } from '../race-catalog.ts';
import { readConfig, tellParent } from '../race-process.ts';
import type { FromStarter, StarterConfig, Tally, ToStarter, Trial } from '../race-protocol.ts';
import { openRaceStorage, tampered, type RaceDriver, type RaceStorage } from '../race-storage.ts';

const config = readConfig<StarterConfig>();
const tell = (message: FromStarter): void => tellParent(message);

const opened = new Map<RaceDriver, Promise<RaceStorage>>();
function open(driver: RaceDriver): Promise<RaceStorage> {
  const known = opened.get(driver) ?? openRaceStorage(driver, config.url, config.loops);
  opened.set(driver, known);
  return known;
}

interface Round {
  isOn: boolean;
  readonly ended: Promise<Tally>;
}

async function begin(trial: Trial): Promise<Round> {
  const { storage } = await open(trial.driver);
  const atlas = composeAtlas({ storage: trial.tampering ? tampered(storage, trial.tampering) : storage });
  const tally = { started: [] as string[], refused: 0, busy: 0, others: [] as string[] };
  const refusedLoops = new Set<number>();
  let allRefused = false;
  const loop = async (number: number): Promise<void> => {
    for (let turn = 0; round.isOn; turn += 1) {
      const answer = await start(atlas, trial, number, turn);
      if (answer.isOk()) {
        if (answer.value === null) continue;
        tally.started.push(answer.value.run.id);
        if (tally.started.length === 1) tell({ said: 'started' });
      } else if (answer.error.code === 'control_paused') {
        tally.refused += 1;
        refusedLoops.add(number);
        if (refusedLoops.size === config.loops && !allRefused) tell({ said: 'all_refused' });
        allRefused ||= refusedLoops.size === config.loops;
      } else if (answer.error.code === 'conflict' && answer.error.reason === 'scope_busy') tally.busy += 1;
      else tally.others.push(JSON.stringify(answer.error));
    }
  };
  const round: { isOn: boolean; ended: Promise<Tally> } = { isOn: true, ended: Promise.resolve(tally) };
  round.ended = Promise.all(Array.from({ length: config.loops }, (_, at) => loop(at))).then(() => tally);
  return round;
}

async function start(atlas: RaceAtlas, trial: Trial, loop: number, turn: number) {
  const { workspaceIds, tenantsPerLoop, streams = [], guards = 0 } = trial;
  const operation = streams[loop % Math.max(1, streams.length)] ?? trial.operation;
  const workspaceId = workspaceIds[(loop + turn) % workspaceIds.length] ?? '';
  const tenantId = `t-${(config.firstLoop + loop) * tenantsPerLoop + (turn % tenantsPerLoop) + 1}`;
  const member = atlas.as(memberNamed(config.userId));
  if (loop < guards) {
    const context = { actor: memberNamed(config.userId), workspaceId, capability: 'operations.start' } as const;
    return (await atlas.guard(operation as Stream, context, () => sleep(200))).map(() => null);
  }
  if (operation !== 'restore.execute') {
    return member.operations.start({ type: operation, workspaceId, tenantId, inputs: { n: randomUUID() } });
  }
  return member.operations.start({
    type: operation,
    workspaceId,
    tenantId,
    inputs: { backupSetId: 'b-1', acknowledgedImpact: true, confirmTenantName: `Tenant ${tenantId}` },
    idempotencyKey: randomUUID(),
  });
}

let round: Promise<Round> | null = null;
process.on('message', (message: ToStarter) => {
  void obey(message);
});

async function obey(message: ToStarter): Promise<void> {
  switch (message.do) {
    case 'start':
      round = begin(message.trial);
      return;
    case 'stop': {
      const running = await round;
      if (!running) return;
      running.isOn = false;
      tell({ said: 'stopped', tally: await running.ended });
      return;
    }
    case 'end':
      for (const storage of opened.values()) await (await storage).close();
      process.exit(0);
  }
}

// Connects before the first race, so that the starts compete.
orThrow(await (await open('pg')).storage.status());
tell({ said: 'ready' });
