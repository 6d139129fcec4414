import {
  createTenantAtlas,
  defineControls,
  defineEvents,
  flag,
  integer,
  manualClock,
  orThrow,
  token,
  workspaceUser,
} from '../../src/index.ts';
import { createMemoryStorage } from '../../src/memory/index.ts';
import { toInstant, type UsageEvent } from '../../src/ports/index.ts';
import { noon } from './controls-fixtures.ts';
import { interceptStorage, type Intercept } from './controls-intercept.ts';
import { recordingInstrumentation } from './controls-recorders.ts';
import { system } from './controls-world.ts';

/** The events of the host. */
const hostEvents = defineEvents({
  'acme.sent': {
    featureArea: 'campaigns',
    label: 'Campaigns sent',
    metadata: { channel: token(['email', 'teams']), template_key: token(), recipients: integer(), dry_run: flag() },
  },
});

const mail = defineControls({
  'acme.mail': { label: 'Mail', supportedScopes: ['global'], operationTypes: [], affectedSurfaces: [] },
});

/** A user who is no member: the host has checked who may do what. */
export const bo = workspaceUser({ id: 'u-bo', label: 'Bo Berg' });

/** An event that is right. */
export const sent = {
  eventName: 'acme.sent',
  actor: bo,
  workspaceId: 'w-1',
  tenantId: 't-1',
  subjectType: 'campaign',
  subjectId: 'c-7',
} as const;

/** One line of a log that keeps all levels. */
interface Line {
  readonly event: string;
  readonly fields: object;
}

/**
 * An atlas at noon over memory with the workspaces `w-1` and `w-2`, each with the tenants `t-1` and `t-2`. `added` holds the events of each statement that was sent, in
 * order, and `count` counts what is committed.
 */
export async function usageWorld({ intercept = (_, proceed) => proceed() }: { readonly intercept?: Intercept } = {}) {
  const clock = manualClock(noon);
  const memory = createMemoryStorage();
  const added: (readonly UsageEvent[])[] = [];
  const units: unknown[] = [];
  const storage = interceptStorage(memory, (call, proceed) => {
    if (call.method === 'usage.add') added.push(call.args[0] as readonly UsageEvent[]);
    if (call.method === 'unit.open') units.push(call.args[0]);
    return intercept(call, proceed);
  });
  const lines: Line[] = [];
  const log = (event: string, fields: object): void => void lines.push({ event, fields });
  const instrumentation = recordingInstrumentation();
  const atlas = createTenantAtlas({
    storage,
    clock,
    logger: { warn: log, error: log, debug: log },
    instrumentation,
    catalogs: { controls: [mail], events: [hostEvents] },
  });
  const setup = createTenantAtlas({ storage: memory, clock }).as(system);
  for (const workspaceId of ['w-1', 'w-2']) {
    orThrow(await setup.workspaces.create({ workspaceId, name: workspaceId }));
    for (const tenantId of ['t-1', 't-2'])
      orThrow(await setup.tenants.create({ workspaceId, tenantId, name: tenantId, lifecycle: 'active' }));
  }
  const totals = () =>
    memory.unit({ plane: 'platform', actor: null }, ({ usage }) =>
      usage.totals({ from: toInstant(0), to: toInstant(Date.UTC(9999, 11, 31, 23, 59, 59, 999)) }),
    );
  const count = async (): Promise<number> => (await totals()).counts.reduce((sum, each) => sum + each.count, 0);
  /** Keeps nothing before an instant. */
  const prune = (cutoff: number) =>
    memory.unit({ plane: 'maintenance', actor: null }, ({ usage }) => usage.prune(toInstant(cutoff)));
  return { atlas, clock, memory, added, units, lines, instrumentation, totals, count, prune };
}

/** See {@link usageWorld}. */
export type UsageWorld = Awaited<ReturnType<typeof usageWorld>>;
