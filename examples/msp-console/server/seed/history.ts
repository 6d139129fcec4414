import { controlActions, orThrow, toInstant, type OperationRunView } from '@tenantatlas/core';
import { ada, bo, cleo } from '../people.ts';
import type { Past } from './past.ts';

const incident = 'Vendor incident EX-1042: restores may write duplicates';
const retention = 'Legal hold under review: no copies of mailboxes leave the tenant';
const day = 24 * 3_600_000;

/**
 * A week of work. Every step can be repeated: starts carry a key, and a pause that the ledger knows is not made again, so that a seed that was
 * interrupted ends in the same state.
 */
export async function makeHistory(past: Past): Promise<void> {
  const { atlas, daysAgo } = past;
  const operator = atlas.as(ada, { source: 'ui' });
  atlas.worker.start();
  try {
    daysAgo(8);
    await restores(past, bo, 'acme', 'acme-production', 'Acme Production', 'weekly-full');
    daysAgo(6);
    await incidentDay(past);
    daysAgo(5);
    await restores(past, bo, 'acme', 'acme-production', 'Acme Production', 'monthly-archive');
    daysAgo(4);
    await restores(past, cleo, 'nordwind', 'nordwind-hauptmandant', 'Nordwind Hauptmandant', 'nightly');
    await exportsMailbox(past, bo, 'acme', 'acme-emea', 'finance.shared@acme-emea.example');
    daysAgo(2);
    await exportsMailbox(past, bo, 'acme', 'acme-production', 'former-it-lead@acme.example');
    daysAgo(1);
    await exportsMailbox(past, cleo, 'contoso-health', 'contoso-clinical', 'ward-7@contoso-health.example');
  } finally {
    await atlas.worker.stop();
  }
  daysAgo(0.9);
  await cancels(past);
  daysAgo(0.3);
  if (await isRecorded(past, retention, 'contoso-health')) return;
  orThrow(
    await operator.controls.pause({
      control: 'acme.mailbox_export',
      scope: { type: 'workspace', workspaceId: 'contoso-health' },
      reason: retention,
      publicMessage: 'Mailbox exports wait for the outcome of a legal review.',
      expiresAt: toInstant(Date.now() + 7 * day),
    }),
  );
}

type Person = typeof bo;

async function restores(past: Past, person: Person, workspaceId: string, tenantId: string, name: string, set: string) {
  const started = await past.atlas.as(person, { source: 'ui' }).operations.start({
    type: 'restore.execute',
    workspaceId,
    tenantId,
    idempotencyKey: `seed-${tenantId}-${set}`,
    inputs: { backupSetId: set, acknowledgedImpact: true, confirmTenantName: name },
  });
  await toItsEnd(past, orThrow(started).run);
}

async function startExport({ atlas }: Past, person: Person, workspaceId: string, tenantId: string, mailbox: string) {
  const started = await atlas.as(person, { source: 'ui' }).operations.start({
    type: 'acme.mailbox_export',
    workspaceId,
    tenantId,
    idempotencyKey: `seed-${mailbox.replace('@', '.')}`,
    inputs: { mailbox, format: 'pst' },
  });
  return orThrow(started).run;
}

async function exportsMailbox(past: Past, person: Person, workspaceId: string, tenantId: string, mailbox: string) {
  await toItsEnd(past, await startExport(past, person, workspaceId, tenantId, mailbox));
}

/** Waits for a run. One that an interrupted seed has left behind is taken up again once its lease has passed, so time has to pass. */
export async function toItsEnd({ atlas, minutesLater }: Past, { workspaceId, id }: OperationRunView): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    await atlas.worker.idle();
    const { status } = orThrow(await atlas.as(ada).operations.get({ workspaceId, runId: id }));
    if (status === 'completed') return;
    minutesLater(1);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The run ${id} does not come to its end.`);
}

/** Restores were paused everywhere for an afternoon, and one attempt fell into it. */
async function incidentDay(past: Past): Promise<void> {
  const operator = past.atlas.as(ada, { source: 'ui' });
  const scope = { type: 'global' } as const;
  const isPaused = await isRecorded(past, incident, null);
  if (isPaused && (await isResumed(past))) return;
  if (!isPaused) orThrow(await operator.controls.pause({ control: 'restore.execute', scope, reason: incident }));
  await past.atlas.as(bo, { source: 'ui' }).operations.start({
    type: 'restore.execute',
    workspaceId: 'acme',
    tenantId: 'acme-emea',
    idempotencyKey: 'seed-blocked',
    inputs: {
      backupSetId: 'nightly',
      acknowledgedImpact: true,
      confirmTenantName: 'Acme Europe, Middle East & Africa',
    },
  });
  past.daysAgo(5.8);
  orThrow(await operator.controls.resume({ control: 'restore.execute', scope }));
}

async function isRecorded({ atlas }: Past, reason: string, workspaceId: string | null): Promise<boolean> {
  const request = { workspaceId, actions: [...controlActions], limit: 200 };
  const { items } = orThrow(await atlas.as(ada).audit.list(request));
  return items.some(({ metadata }) => metadata['reason_text'] === reason);
}

async function isResumed({ atlas }: Past): Promise<boolean> {
  const { activations } = orThrow(await atlas.as(ada).controls.summary({ control: 'restore.execute' }));
  return activations.every(({ reasonText }) => reasonText !== incident);
}

/** Starts an export and cancels it before it begins. */
async function cancels(past: Past): Promise<void> {
  const { status, workspaceId, id } = await startExport(past, bo, 'acme', 'acme-emea', 'board@acme-emea.example');
  if (status === 'completed') return;
  orThrow(await past.atlas.as(bo, { source: 'ui' }).operations.cancel({ workspaceId, runId: id }));
}
