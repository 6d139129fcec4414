import { beforeEach, describe, expect, it } from 'vitest';
import { oneWorkspace } from '../../test/support/directory.ts';
import { failure, pathsOf, value } from '../conformance/client/answers.ts';
import { parseCsv } from '../../test/support/rfc4180.ts';
import { canonicalJson } from '../kernel/canonical-json.ts';
import type { PersonId } from '../kernel/ids.ts';
import type { JsonValue } from '../kernel/json.ts';
import type { AuditExportRequest, AuditListRequest } from './client.ts';
import { auditExportFormats, type AuditExportFormat } from './formats.ts';
import { ocsfEvent } from './ocsf.ts';
import { exportText } from './export.ts';
import type { AuditEntryView } from './view.ts';

const w1 = { workspaceId: 'w-1' } as const;
const columns = [
  'id',
  'recorded_at',
  'action',
  'action_label',
  'outcome',
  'actor_kind',
  'actor_id',
  'actor_label',
  'target_type',
  'target_id',
  'target_label',
  'workspace_id',
  'tenant_id',
  'operation_run_id',
  'summary',
  'metadata',
];

let world: Awaited<ReturnType<typeof oneWorkspace>>;
beforeEach(async () => {
  world = await oneWorkspace();
  for (const tenantId of ['t-1', 't-2']) {
    await value(world.system.tenants.create({ ...w1, tenantId, name: tenantId, lifecycle: 'active' }));
  }
  await value(world.operator.workspaces.grantTenant({ ...w1, tenantId: 't-1', userId: 'u-owner' }));
  await value(
    world.operator.controls.pause({
      control: 'acme.sweep',
      scope: { type: 'workspace', ...w1 },
      reason: 'Incident 4711 at Fabrikam',
      publicMessage: '=HYPERLINK("https://example.com"), "soon"',
    }),
  );
});

type Client = typeof world.owner;
type Filters = Omit<AuditExportRequest, 'format'>;

const listed = async (client: Client, request: AuditListRequest = w1) =>
  (await value(client.audit.list({ limit: 200, ...request }))).items;

/** The texts of all pages. */
async function pagesOf(client: Client, format: AuditExportFormat, limit: number, filters: Filters = w1) {
  const texts: string[] = [];
  let cursor: string | null = null;
  do {
    const page: { text: string; nextCursor: string | null } = await value(
      client.audit.export({ ...filters, format, limit, cursor }),
    );
    texts.push(page.text);
    cursor = page.nextCursor;
  } while (cursor !== null && texts.length < 100);
  return texts;
}

const jsonLines = (text: string): readonly unknown[] => {
  expect(text === '' || text.endsWith('\n')).toBe(true);
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as unknown);
};

const csvCells = (entry: AuditEntryView): readonly string[] => [
  entry.id,
  entry.recordedAt,
  entry.action,
  entry.actionLabel.text,
  entry.outcome,
  entry.actor.kind,
  entry.actor.id,
  entry.actor.label.text,
  entry.target.type,
  entry.target.id,
  entry.target.label,
  entry.workspaceId ?? '',
  entry.tenantId ?? '',
  entry.operationRunId ?? '',
  entry.summary.text,
  canonicalJson(entry.metadata),
];

/** What a file of each format holds for the entries that `audit.list` answers. */
const expectFile: { readonly [format in AuditExportFormat]: (text: string, list: readonly AuditEntryView[]) => void } =
  {
    ndjson: (text, list) => {
      expect(jsonLines(text)).toEqual(list);
    },
    csv: (text, list) => {
      expect(text.lastIndexOf('\ufeff')).toBe(0);
      expect(parseCsv(text.slice(1))).toEqual([columns, ...list.map(csvCells)]);
    },
    ocsf: (text, list) => {
      expect(jsonLines(text)).toEqual(list.map((entry) => ocsfEvent(entry)));
    },
  };

describe.each(auditExportFormats)('%s', (format) => {
  it.each([1, 2, 5, 6, 200])('in pages of %i is the whole list, put together', async (limit) => {
    const pages = await pagesOf(world.operator, format, limit);
    const list = await listed(world.operator);
    expect(list).toHaveLength(6);
    expect(pages).toHaveLength(Math.ceil(list.length / limit));
    expectFile[format](pages.join(''), list);
  });

  it.each(['owner', 'operator', 'system'] as const)('shows the %s what the list shows, and no more', async (who) => {
    const [text = ''] = await pagesOf(world[who], format, 200);
    expectFile[format](text, await listed(world[who]));
    expect(text.includes('4711')).toBe(who !== 'owner');
    expect(text.includes('t-2')).toBe(who !== 'owner');
    expect(text).toContain('HYPERLINK');
  });

  it('takes the filters of the list', async () => {
    const filters: Filters = {
      ...w1,
      actions: ['tenant.created'],
      targetType: 'tenant',
      targetId: 't-2',
      window: '24h',
    };
    const list = await listed(world.operator, filters);
    expect(list).toHaveLength(1);
    expectFile[format]((await pagesOf(world.operator, format, 1, filters)).join(''), list);
  });

  it('of the platform ledger is what its list is', async () => {
    const global = { control: 'acme.sweep', scope: { type: 'global' }, reason: 'For everybody' } as const;
    await value(world.operator.controls.pause(global));
    const list = await listed(world.operator, {});
    expect(list).toHaveLength(1);
    expectFile[format]((await pagesOf(world.operator, format, 200, {})).join(''), list);
  });

  it('of nothing is an empty file', async () => {
    const nothing = { ...w1, actions: ['unheard.of'] };
    const page = await value(world.operator.audit.export({ ...nothing, format }));
    expect(page.nextCursor).toBeNull();
    expectFile[format](page.text, []);
    expect(format === 'csv' || page.text === '').toBe(true);
  });

  it('refuses a cursor of other filters, of every other format, and of the list', async () => {
    const others = auditExportFormats.filter((other) => other !== format);
    const cursors = [
      (await value(world.operator.audit.list({ ...w1, limit: 1 }))).nextCursor,
      (await value(world.operator.audit.export({ ...w1, format, actorId: 'seed', limit: 1 }))).nextCursor,
      ...(await Promise.all(
        others.map(
          async (other) => (await value(world.operator.audit.export({ ...w1, format: other, limit: 1 }))).nextCursor,
        ),
      )),
    ];
    expect(cursors).not.toContain(null);
    for (const cursor of cursors) {
      expect(pathsOf(await failure(world.operator.audit.export({ ...w1, format, cursor })))).toEqual(['cursor']);
    }
    const { nextCursor } = await value(world.operator.audit.export({ ...w1, format, limit: 1 }));
    expect(pathsOf(await failure(world.operator.audit.list({ ...w1, cursor: nextCursor })))).toEqual(['cursor']);
  });

  it('refuses what the list refuses', async () => {
    const wrong: readonly [Filters, string][] = [
      [{ ...w1, targetId: 't-2' }, 'targetType'],
      [{ ...w1, window: '24h', from: '2026-11-21T10:00:00Z' }, 'window'],
      [{ ...w1, limit: 201 }, 'limit'],
    ];
    for (const [filters, path] of wrong) {
      expect(pathsOf(await failure(world.owner.audit.export({ ...filters, format })))).toEqual([path]);
    }
  });

  it('shows no name that was erased', async () => {
    const renamed = world.asUser('u-owner', 'Olga Owner');
    await value(renamed.workspaces.addMember({ ...w1, userId: 'u-2', role: 'readonly' }));
    const named = await pagesOf(world.system, format, 200);
    expect(named.join('')).toContain('Olga Owner');
    await world.storage.unit({ plane: 'platform', actor: null }, ({ people }) =>
      people.erase({ kind: 'user', personId: 'u-owner' as PersonId }),
    );
    const erased = await pagesOf(world.system, format, 200);
    expect(erased.join('')).not.toContain('Olga Owner');
    expectFile[format](erased.join(''), await listed(world.system));
  });
});

it.each([
  ['ndjson', 'application/x-ndjson; charset=utf-8'],
  ['csv', 'text/csv; charset=utf-8; header=present'],
  ['ocsf', 'application/x-ndjson; charset=utf-8'],
] as const)('%s is %s on every page', async (format, contentType) => {
  const first = await value(world.owner.audit.export({ ...w1, format, limit: 1 }));
  const second = await value(world.owner.audit.export({ ...w1, format, limit: 1, cursor: first.nextCursor }));
  expect([first.contentType, second.contentType]).toEqual([contentType, contentType]);
});

it('a public message that is a formula reaches the spreadsheet as text', async () => {
  world.clock.advance(1_000);
  await value(world.system.tenants.create({ ...w1, tenantId: '-t', name: '=1+1', lifecycle: 'active' }));
  const [text = ''] = await pagesOf(world.system, 'csv', 200);
  const [, row = []] = parseCsv(text.slice(1));
  expect(row[columns.indexOf('target_id')]).toBe("'-t");
  expect(row[columns.indexOf('target_label')]).toBe("'=1+1");
  expect(jsonLines((await pagesOf(world.system, 'ndjson', 200)).join(''))[0]).toMatchObject({
    target: { id: '-t', label: '=1+1' },
  });
});

it('an entry is the same bytes however its members are ordered', async () => {
  const [text = ''] = await pagesOf(world.operator, 'ndjson', 200);
  for (const line of text.split('\n').slice(0, -1)) expect(canonicalJson(JSON.parse(line) as JsonValue)).toBe(line);
});

it('an unknown format is refused, and so is none', async () => {
  for (const format of ['xml', 'CSV', null, undefined]) {
    const request = { ...w1, format } as unknown as AuditExportRequest;
    expect(pathsOf(await failure(world.owner.audit.export(request)))).toEqual(['format']);
  }
});

it.each(['ndjson', 'ocsf'] as const)(
  '%s is one line per entry, also for those who break lines elsewhere',
  async (format) => {
    const [entry] = await listed(world.owner);
    const name = 'Acme\u2028{"id":"forged"}\u2029\u0085';
    const marked = { ...entry, target: { type: 'tenant', id: 't-1', label: name } } as AuditEntryView;
    const { text } = exportText(format, [marked], { isFirst: true });
    expect(text.split(/[\n\r\u0085\u2028\u2029]/)).toEqual([expect.stringMatching(/^\{.*\}$/), '']);
    expect(JSON.stringify(JSON.parse(text))).toContain(JSON.stringify(name).slice(1, -1));
  },
);
