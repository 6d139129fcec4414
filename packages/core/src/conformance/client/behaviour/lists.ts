import type { Page } from '../../../kernel/page.ts';
import { ResultAsync } from '../../../kernel/result.ts';
import { aggregates } from '../../aggregates/index.ts';
import { equal, holds } from '../../check.ts';
import { failure, value } from '../answers.ts';
import type { ClientCase } from '../client-context.ts';
import { callMethod } from '../call-method.ts';
import type { MethodName } from '../sample.ts';
import type { SuiteClient } from '../suite-atlas.ts';
import { callersIn, type Callers } from './people.ts';

interface Asked {
  readonly cursor?: string | null;
  readonly limit?: number | null;
}

interface List {
  readonly name: string;
  list(client: SuiteClient, page: Asked): ResultAsync<Page<unknown>, unknown>;
}

const of = { workspaceId: 'w-1' } as const;
const lists: readonly List[] = [
  { name: 'workspaces.list', list: ({ workspaces }, page) => workspaces.list(page) },
  {
    name: 'workspaces.list with a filter',
    list: ({ workspaces }, page) => workspaces.list({ status: 'in_service', ...page }),
  },
  { name: 'workspaces.members', list: ({ workspaces }, page) => workspaces.members({ ...of, ...page }) },
  { name: 'tenants.list', list: ({ tenants }, page) => tenants.list({ ...of, ...page }) },
  {
    name: 'tenants.list with a filter',
    list: ({ tenants }, page) => tenants.list({ ...of, lifecycles: ['draft', 'active'], ...page }),
  },
  ...aggregates.flatMap(({ client: { lists: own } }) =>
    own.flatMap(({ method, filters }): readonly List[] => [
      { name: method, list: (client, page) => called(client, method, { ...of, ...page }) },
      {
        name: `${method} with a filter`,
        list: (client, page) => called(client, method, { ...of, ...filters, ...page }),
      },
    ]),
  ),
  { name: 'audit.list', list: ({ audit }, page) => audit.list({ ...of, ...page }) },
  {
    name: 'audit.list with a filter',
    list: ({ audit }, page) => audit.list({ ...of, actions: ['tenant.created', 'operation_run.started'], ...page }),
  },
];

function called(client: SuiteClient, method: MethodName, request: object): ResultAsync<Page<unknown>, unknown> {
  return new ResultAsync(callMethod(client, method, request)).map((answer) => answer as Page<unknown>);
}

/** Seven of everything, so that pages of two and three do not come out even. */
async function fill(callers: Callers): Promise<void> {
  const { system } = callers;
  for (let n = 3; n <= 7; n += 1) {
    await value(system.workspaces.create({ workspaceId: `w-${String(n)}`, name: `Number ${String(n)}` }));
    await value(system.tenants.create({ ...of, tenantId: `t-${String(n)}`, name: `Number ${String(n)}` }));
  }
  for (const { client } of aggregates)
    for (let n = 1; n <= 6; n += 1) await client.create(callers, { ...of, tenantId: 't-1' }, `l-${String(n)}`);
}

const walks: readonly ClientCase[] = lists.map(({ name, list }) => ({
  name: `lists: the pages of ${name} are the whole list, whatever their size`,
  run: async (context) => {
    const callers = await callersIn(await context.newWorld());
    await fill(callers);
    const { system } = callers;
    const whole = await value(list(system, { limit: 200 }));
    holds(whole.items.length >= 7, 'There is enough for several pages.');
    equal(whole.nextCursor, null, 'The last page says so.');
    for (const limit of [1, 2, 3, whole.items.length]) {
      const found: unknown[] = [];
      let cursor: string | null = null;
      do {
        const page: Page<unknown> = await value(list(system, { limit, cursor }));
        holds(page.items.length <= limit, 'No page is larger than asked for.');
        found.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null && found.length <= whole.items.length);
      equal(found, whole.items, `Pages of ${String(limit)}.`);
    }
    equal((await value(list(system, {}))).items, whole.items.slice(0, 50), 'Fifty without a limit.');
    equal(
      (await value(list(system, { limit: null, cursor: null }))).items,
      whole.items.slice(0, 50),
      'Null is absent.',
    );
    for (const limit of [0, -1, 201, 1.5, 1e15]) {
      const refused = await failure(list(system, { limit }));
      equal(
        refused.issues?.map(({ path }) => path),
        ['limit'],
        `A limit of ${String(limit)}.`,
      );
    }
  },
}));

/** Lists with cursors, limits and filters. */
export const listCases: readonly ClientCase[] = [
  ...walks,
  {
    name: 'lists: a cursor of another list, of other filters or of nothing is refused by its path',
    run: async (context) => {
      const callers = await callersIn(await context.newWorld());
      await fill(callers);
      const { system } = callers;
      const { nextCursor } = await value(system.tenants.list({ ...of, limit: 2 }));
      holds(nextCursor !== null, 'There is a next page.');
      const refused = [
        await failure(system.workspaces.list({ cursor: nextCursor })),
        await failure(system.tenants.list({ ...of, lifecycles: ['draft'], cursor: nextCursor })),
        await failure(system.tenants.list({ workspaceId: 'w-2', cursor: nextCursor })),
        await failure(system.tenants.list({ ...of, cursor: 'no cursor' })),
        await failure(system.tenants.list({ ...of, cursor: '&limit=1#ü%' })),
        await failure(system.tenants.list({ ...of, cursor: 'x'.repeat(2_001) })),
      ];
      for (const { issues } of refused)
        equal(
          issues?.map(({ path }) => path),
          ['cursor'],
          'The cursor is named.',
        );
      equal(
        (await value(system.tenants.list({ ...of, cursor: '' }))).items.length,
        7,
        'An empty cursor is the same as none.',
      );
    },
  },
  {
    name: 'lists: several values of a filter mean any of them, and an empty list is refused',
    run: async (context) => {
      const callers = await callersIn(await context.newWorld());
      await fill(callers);
      const { system } = callers;
      const tenants = async (lifecycles: readonly ('draft' | 'active' | 'archived')[] | null): Promise<number> =>
        (await value(system.tenants.list({ ...of, lifecycles: lifecycles && [...lifecycles] }))).items.length;
      equal(await tenants(['draft']), 5, 'One value.');
      equal(await tenants(['draft', 'active']), 7, 'Two values.');
      equal(await tenants(['active', 'archived', 'draft']), 7, 'Three values.');
      equal(await tenants(null), 7, 'No filter.');
      const runs = async (filter: object): Promise<number> =>
        (await value(system.operations.list({ ...of, ...filter }))).items.length;
      equal(await runs({ types: ['acme.sweep', 'restore.execute'] }), 7, 'Two types.');
      equal(await runs({ statuses: ['completed'] }), 0, 'None of these.');
      equal(await runs({ outcomes: ['failed'] }), 0, 'None with this outcome.');
      equal(await runs({ tenantId: 't-1', outcomes: ['pending', 'failed'] }), 7, 'Those that have not ended.');
      equal(await runs({ tenantId: 't-1', statuses: ['queued', 'completed'] }), 7, 'Two filters.');
      equal(await runs({ statuses: ['queued', 'completed'], outcomes: ['failed'] }), 0, 'A status that ends so.');
      const workspaces = await value(system.workspaces.list({ status: 'archived' }));
      equal(workspaces, { items: [], nextCursor: null }, 'An empty page.');
      for (const [path, ask] of [
        ['lifecycles', () => system.tenants.list({ ...of, lifecycles: [] })],
        ['types', () => system.operations.list({ ...of, types: [] })],
        ['statuses', () => system.operations.list({ ...of, statuses: [] })],
        ['types', () => callers.owner.surfaces.actions({ ...of, tenantId: 't-1', types: [] })],
        ['actions', () => system.audit.list({ ...of, actions: [] })],
        ['actions', () => system.audit.export({ ...of, actions: [], format: 'csv' })],
      ] as const) {
        const refused = await failure<unknown, unknown>(ask());
        equal(
          refused.issues?.map((issue) => [issue.path, issue.rule]),
          [[path, 'too_small']],
          `An empty ${path} is refused.`,
        );
      }
    },
  },
  {
    name: 'lists: a filter that can match nothing is refused, not answered with an empty list',
    run: async (context) => {
      const { system } = await callersIn(await context.newWorld());
      const runs = (filter: object) => system.operations.list({ ...of, ...filter });
      for (const [path, rule, ask] of [
        ['types.1', 'one_of', () => runs({ types: ['acme.sweep', 'no.such'] })],
        ['outcomes', 'outcome_of_status', () => runs({ statuses: ['completed'], outcomes: ['pending'] })],
        ['outcomes', 'outcome_of_status', () => runs({ statuses: ['queued', 'running'], outcomes: ['failed'] })],
        ['provider', 'one_of', () => system.connections.list({ ...of, provider: 'no.such' })],
        ['workspaceId', 'required', () => system.audit.list({ tenantId: 't-1' })],
        ['workspaceId', 'required', () => system.audit.export({ tenantId: 't-1', format: 'csv' })],
      ] as const) {
        const refused = await failure<unknown, unknown>(ask());
        equal(
          refused.issues?.map((issue) => [issue.path, issue.rule]),
          [[path, rule]],
          `Refused at ${path}.`,
        );
      }
    },
  },
];
