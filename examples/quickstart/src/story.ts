import {
  orThrow,
  type Atlas,
  type AtlasClient,
  type OperationRunView,
  type RestoreCatalogs,
  type StartError,
  type WorkspaceUser,
} from '@tenantatlas/core';
import { ada, bo, cleo, dov, eve } from './people.ts';
import { chapter, line, printAnswer, progressBar } from './say.ts';

type Place = { readonly workspaceId: string; readonly tenantId: string; readonly tenantName: string };

const northwind: Place = { workspaceId: 'northwind', tenantId: 'northwind-prod', tenantName: 'Northwind Production' };
const fabrikam: Place = { workspaceId: 'fabrikam', tenantId: 'fabrikam-prod', tenantName: 'Fabrikam Production' };
const hour = 3_600_000;

/** Runs the scenario once, also on the data of earlier runs. */
export async function tellStory(atlas: Atlas<RestoreCatalogs>): Promise<void> {
  const operator = atlas.as(ada, { source: 'cli' });
  await makePlaces(operator);
  await pauseRestore(operator);
  await startAsEach(atlas);
  await resumeRestore(operator);
  await restoreToTheEnd(atlas);
  await printHistory(operator);
}

async function makePlaces(operator: AtlasClient<RestoreCatalogs>): Promise<void> {
  chapter('Workspaces, tenants and people');
  await makePlace(operator, northwind, 'Northwind Traders', [
    [bo, 'owner'],
    [dov, 'readonly'],
  ]);
  await makePlace(operator, fabrikam, 'Fabrikam', [[cleo, 'owner']]);
}

async function makePlace(
  operator: AtlasClient<RestoreCatalogs>,
  { workspaceId, tenantId, tenantName }: Place,
  name: string,
  people: readonly (readonly [WorkspaceUser, 'owner' | 'readonly'])[],
): Promise<void> {
  const created = await operator.workspaces.create({ workspaceId, name });
  // An earlier run may have been stopped half way: everything below is made where it is missing.
  const isNew = created.isOk();
  if (created.isErr() && created.error.code !== 'conflict') orThrow(created);
  const tenant = await operator.tenants.create({ workspaceId, tenantId, name: tenantName, lifecycle: 'active' });
  if (tenant.isErr() && tenant.error.code !== 'conflict') orThrow(tenant);
  for (const [person, role] of people) {
    orThrow(await operator.workspaces.addMember({ workspaceId, userId: person.id, role }));
    orThrow(await operator.workspaces.grantTenant({ workspaceId, tenantId, userId: person.id }));
  }
  const names = people.map(([person, role]) => `${person.label} (${role})`).join(', ');
  line(`${isNew ? 'made' : 'kept'}  ${name}, tenant ${tenantName}: ${names}`);
}

async function pauseRestore(operator: AtlasClient<RestoreCatalogs>): Promise<void> {
  chapter('Ada pauses Restore for Northwind, for one hour');
  const control = 'restore.execute';
  const scope = { type: 'workspace', workspaceId: northwind.workspaceId } as const;
  const impact = orThrow(await operator.controls.previewImpact({ control, scope }));
  line(`Preview: ${impact.summary.text} ${impact.runsInFlightNote.text}`);
  const expiresAt = new Date(Date.now() + hour).toISOString();
  const paused = orThrow(await operator.controls.pause({ control, scope, reason: 'Restore safety review', expiresAt }));
  line(
    `Paused until ${paused.activation.expiresAt ?? 'resumed'}; every start has seen it: ${paused.settled ? 'yes' : 'not yet'}.`,
  );
}

async function startAsEach(atlas: Atlas<RestoreCatalogs>): Promise<void> {
  chapter('Each person tries to restore');
  await tries(atlas, bo, 'owner at Northwind', northwind);
  await tries(atlas, cleo, 'owner at Fabrikam', fabrikam);
  await tries(atlas, dov, 'readonly at Northwind', northwind);
  await tries(atlas, eve, 'not a member', northwind);
  await atlas.worker.idle();
}

async function tries(atlas: Atlas<RestoreCatalogs>, user: WorkspaceUser, role: string, place: Place): Promise<void> {
  const started = await startAfterEarlier(atlas, user, place);
  started.match(
    ({ run }) => printAnswer(`${user.label}, ${role}`, 'good', `started ${run.label}`),
    (error) =>
      printAnswer(`${user.label}, ${role}`, error.code === 'control_paused' ? 'paused' : 'refused', sayError(error)),
  );
}

/** An interrupted scenario may have left a running restore: the worker claims it again, and it ends first. */
async function startAfterEarlier(atlas: Atlas<RestoreCatalogs>, user: WorkspaceUser, place: Place) {
  const started = await startRestore(atlas, user, place);
  if (started.isOk() || started.error.code !== 'conflict' || !started.error.winner) return started;
  line('An earlier restore is still in progress here; it ends first.');
  await watch(atlas, user, place.workspaceId, started.error.winner.id);
  return startRestore(atlas, user, place);
}

/** Every refusal is a value with its own code; here each of them is only put into words. */
function sayError(error: StartError): string {
  switch (error.code) {
    case 'control_paused':
      return `${error.title.text}: ${error.message.text}`;
    case 'invalid_input':
      return error.issues.map(({ path, fix }) => `${path}: ${fix.text}`).join(' ');
    default:
      return `${error.code}: ${error.message.text}`;
  }
}

function startRestore(
  atlas: Atlas<RestoreCatalogs>,
  user: WorkspaceUser,
  { workspaceId, tenantId, tenantName }: Place,
) {
  return atlas.as(user, { source: 'cli' }).operations.start({
    type: 'restore.execute',
    workspaceId,
    tenantId,
    idempotencyKey: crypto.randomUUID(),
    inputs: { backupSetId: 'nightly', acknowledgedImpact: true, confirmTenantName: tenantName },
  });
}

async function resumeRestore(operator: AtlasClient<RestoreCatalogs>): Promise<void> {
  chapter('Ada resumes Restore');
  const scope = { type: 'workspace', workspaceId: northwind.workspaceId } as const;
  const resumed = orThrow(await operator.controls.resume({ control: 'restore.execute', scope }));
  const summary = orThrow(await operator.controls.summary({ control: 'restore.execute' }));
  line(`${resumed.disposition}; the control is now: ${summary.stateLabel.text}`);
}

async function restoreToTheEnd(atlas: Atlas<RestoreCatalogs>): Promise<void> {
  chapter('Bo restores, to the end');
  const { run } = orThrow(await startAfterEarlier(atlas, bo, northwind));
  const ended = await watch(atlas, bo, run.workspaceId, run.id);
  const { succeeded, failed } = ended.summaryCounts;
  printAnswer(
    bo.label,
    'good',
    `${ended.label} ${ended.outcome}: ${String(succeeded)} restored, ${String(failed)} failed`,
  );
}

async function watch(
  atlas: Atlas<RestoreCatalogs>,
  user: WorkspaceUser,
  workspaceId: string,
  runId: string,
): Promise<OperationRunView> {
  const draw = progressBar();
  for (;;) {
    const run = orThrow(await atlas.as(user).operations.get({ workspaceId, runId }));
    draw(run.progress.done, run.progress.total);
    if (run.status === 'completed') return run;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function printHistory(operator: AtlasClient<RestoreCatalogs>): Promise<void> {
  chapter('What the audit trail of Northwind says', 'newest first');
  const { items } = orThrow(await operator.audit.list({ workspaceId: northwind.workspaceId, limit: 12 }));
  for (const entry of items) {
    line(`${entry.recordedAt}  ${entry.actor.label.text.padEnd(16)} ${entry.summary.text}`);
  }
}
