import { askPolicy, idsOf } from '../access/ask-policy.ts';
import type { Environment } from '../access/environment.ts';
import type { Finishing } from '../access/method.ts';
import type { UseCaseContext } from '../access/use-case.ts';
import type { InvalidInput, StorageFailure } from '../kernel/errors.ts';
import type { PersonId, WorkspaceId } from '../kernel/ids.ts';
import type { InputOf } from '../kernel/input.ts';
import { readKeyset, toPage, type KeysetRequest } from '../kernel/keyset.ts';
import type { Page } from '../kernel/page.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { WorkspaceFilter, WorkspaceRecord } from '../ports/workspace-store.ts';
import type { listInput } from './schema.ts';
import { workspaceView, type WorkspaceView } from './view.ts';

/** The result of the first step: the page as asked for, and for a user the workspaces they belong to. */
interface Plan {
  readonly request: KeysetRequest;
  readonly filter: WorkspaceFilter;
  /** Null for actors who see all workspaces. */
  readonly own: readonly WorkspaceId[] | null;
}

/** `workspaces.list`, first step. A user's own workspaces take two units: this one reads the memberships of that person only. */
export async function planPage(
  context: UseCaseContext<InputOf<typeof listInput>>,
): Promise<Result<Plan, InvalidInput>> {
  const { input, caller, unit, environment } = context;
  const request = readKeyset('workspaces', ['id'], input);
  if (request.isErr()) return err(request.error);
  const filter = { archived: input.status ? input.status === 'archived' : null };
  const own =
    caller.actor.kind === 'user' && !environment.policy ? await unit.members.workspacesOf(caller.actor.id) : null;
  return ok({ request: request.value, filter, own });
}

/** Second step, in a separate unit: for a user it is confined to the workspaces that the first one found. */
export async function readPage(
  { request, filter, own }: Plan,
  { environment, caller }: Finishing,
): Promise<Result<Page<WorkspaceView>, StorageFailure>> {
  const page = { after: (request.after?.[0] ?? null) as WorkspaceId | null, limit: request.limit + 1 };
  const { actor } = caller;
  if (actor.kind !== 'user') {
    const rows = await environment.storage.unit({ plane: 'platform', actor: null }, (unit) =>
      unit.workspaces.list(filter, page),
    );
    return ok(pageOf(rows, request));
  }
  const asked = own ? ok(own) : await askHost(environment, actor.id);
  if (asked.isErr()) return err(asked.error);
  const ids = asked.value;
  if (ids.length === 0) return ok(pageOf([], request));
  const rows = await environment.storage.unit({ plane: 'member', userId: actor.id, workspaceIds: ids }, (unit) =>
    unit.workspaces.listAmong(ids, filter, page),
  );
  return ok(pageOf(rows, request));
}

/** The workspaces of a person by the host's own policy, without those where it grants no `workspace.view`. */
async function askHost(
  environment: Environment,
  userId: PersonId,
): Promise<Result<readonly WorkspaceId[], StorageFailure>> {
  const found = await askPolicy(environment, async (policy, context) => {
    const ids = idsOf<WorkspaceId>('workspacesOf', await policy.workspacesOf(userId, context));
    const grantOf = (workspaceId: WorkspaceId) => policy.resolve({ userId, workspaceId, tenantId: null }, context);
    const grants = context.transaction === null ? await Promise.all(ids.map(grantOf)) : await oneByOne(ids, grantOf);
    return ids.filter((_, index) => grants[index]?.member && grants[index].capabilities.includes('workspace.view'));
  });
  return found.map((ids) => ids ?? []);
}

/** A transaction has one connection, and some drivers take one statement at a time. */
async function oneByOne<Each, T>(all: readonly Each[], ask: (each: Each) => Promise<T>): Promise<readonly T[]> {
  const answers: T[] = [];
  for (const each of all) answers.push(await ask(each));
  return answers;
}

function pageOf(rows: readonly WorkspaceRecord[], request: KeysetRequest): Page<WorkspaceView> {
  return toPage(rows, request, ({ workspaceId }) => [workspaceId], workspaceView);
}
