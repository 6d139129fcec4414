import { platformOperator } from '../../../access/actor.ts';
import type { Page } from '../../../kernel/page.ts';
import { equal, holds } from '../../check.ts';
import { failure, value } from '../answers.ts';
import type { ClientCase } from '../client-context.ts';
import { callersIn, noonText } from './people.ts';

const inside = { type: 'workspace', workspaceId: 'w-1' } as const;
const ada = {
  kind: 'platform',
  id: 'op-all',
  label: { id: 'people.named', params: { name: 'Ada All' }, text: 'Ada All' },
};

/** Operational controls. */
export const controlCases: readonly ClientCase[] = [
  {
    name: 'controls: a pause, its replacement and its end, with their whole shape',
    run: async (context) => {
      const world = await context.newWorld();
      const { operator } = await callersIn(world);
      const reason = 'Vendor incident';
      const paused = await value(operator.controls.pause({ control: 'acme.sweep', scope: inside, reason }));
      const activation = {
        id: paused.activation.id,
        controlKey: 'acme.sweep',
        scope: inside,
        scopeLabel: { id: 'controls.scope.workspace', params: { workspaceId: 'w-1' }, text: 'Workspace #w-1' },
        workspaceName: 'Name of w-1',
        reasonText: reason,
        publicMessage: null,
        expiresAt: null,
        owner: ada,
        createdBy: ada,
        updatedBy: null,
        createdAt: noonText,
        updatedAt: noonText,
        ageMillis: 0,
        version: 1,
      };
      const settled = { settled: true, openStarts: 0 };
      equal(paused, { disposition: 'created', activation, previous: null, ...settled }, 'Paused.');
      world.advance(1_000);
      const update = {
        reason: 'Another reason',
        publicMessage: 'We are on it',
        expiresAt: '2026-11-22T01:00:00+01:00',
      };
      const again = await value(operator.controls.pause({ control: 'acme.sweep', scope: inside, ...update }));
      const changed = {
        ...activation,
        reasonText: update.reason,
        publicMessage: update.publicMessage,
        expiresAt: '2026-11-22T00:00:00.000Z',
        updatedBy: ada,
        updatedAt: '2026-11-21T12:00:01.000Z',
        ageMillis: 1_000,
        version: 2,
      };
      const previous = { ...activation, ageMillis: 1_000 };
      equal(again, { disposition: 'updated', activation: changed, previous, ...settled }, 'Replaced.');
      const resumed = await value(operator.controls.resume({ control: 'acme.sweep', scope: inside }));
      equal(resumed, { disposition: 'resumed', activation: changed }, 'Resumed.');
      const nothing = await value(operator.controls.resume({ control: 'acme.sweep', scope: inside }));
      equal(nothing, { disposition: 'already_enabled', activation: null }, 'Nothing to resume.');
    },
  },
  {
    name: 'controls: summary, list, decision and history agree on a pause',
    run: async (context) => {
      const { operator } = await callersIn(await context.newWorld({ paused: true }));
      const summary = await value(operator.controls.summary({ control: 'restore.execute' }));
      const { activations, ...rest } = summary;
      equal(
        rest,
        {
          controlKey: 'restore.execute',
          label: 'Restore execution',
          effectiveState: 'paused',
          stateLabel: { id: 'controls.state.paused_globally', params: {}, text: 'Paused globally' },
          supportedScopes: ['global', 'workspace'],
          operationTypes: ['restore.execute'],
          affectedSurfaces: ['tenant.restore_runs.create'],
          policy: { requireExpiry: false, maxDuration: null },
          workspacePauseCount: 0,
          blockedAttempts: {},
          historyCount: 1,
        },
        'The summary.',
      );
      equal(activations[0]?.scope, { type: 'global', workspaceId: null }, 'The activation.');
      const list = await value(operator.controls.list());
      equal(
        list.map(({ controlKey }) => controlKey),
        ['restore.execute', 'acme.sweep', 'acme.notice'],
        'The list.',
      );
      equal(list[0], summary, 'The same summary.');
      const decision = await value(operator.controls.evaluate({ control: 'restore.execute', workspaceId: 'w-1' }));
      equal(
        decision,
        {
          controlKey: 'restore.execute',
          effectiveState: 'paused',
          matchedScopeType: 'global',
          workspaceId: null,
          reasonText: 'Secret incident 4711',
          expiresAt: null,
          sourceActivationId: activations[0]?.id,
          scopeLabel: { id: 'controls.scope.global', params: {}, text: 'Global' },
        },
        'The decision.',
      );
      const history = await value(operator.controls.history({ control: 'restore.execute' }));
      equal([history.controlKey, history.count, history.entries.length], ['restore.execute', 1, 1], 'The history.');
      equal(history.entries[0]?.actor, ada, 'By whom.');
      equal(history.places, [], 'A global pause mentions no workspace.');
    },
  },
  {
    name: 'controls: changes over all workspaces come page by page, narrowed to a pause, in four reads for each page',
    run: async (context) => {
      const world = await context.newWorld();
      const { operator } = await callersIn(world);
      const reason = 'A good reason';
      const control = 'acme.notice';
      const { activation } = await value(operator.controls.pause({ control, scope: { type: 'global' }, reason }));
      for (const workspaceId of ['w-1', 'w-2'])
        await value(operator.controls.pause({ control, scope: { type: 'workspace', workspaceId }, reason }));
      const whole = (await value(operator.controls.changes({ control }))).items;
      const walked: (typeof whole)[number][] = [];
      let cursor: string | null = null;
      do {
        world.takeCalls();
        const page: Page<(typeof whole)[number]> = await value(
          operator.controls.changes({ control, limit: 1, cursor }),
        );
        const reads = world.takeCalls().filter((call) => !call.startsWith('unit:'));
        equal(reads.length <= 4, true, 'Entries, people, workspaces and tenants.');
        walked.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null);
      equal(walked, whole, 'The same, one by one.');
      const places = whole.flatMap((one) => one.places.map(({ workspaceId }) => workspaceId));
      equal(
        ['w-1', 'w-2'].map((id) => places.includes(id)),
        [true, true],
        'In both workspaces.',
      );
      const ofPause = (await value(operator.controls.changes({ activationId: activation.id }))).items;
      equal(
        ofPause.map(({ entry }) => [entry.action, entry.workspaceId, entry.target.id]),
        [['operational_control.paused', null, activation.id]],
        'Of one pause.',
      );
      const none = await value(operator.controls.changes({ control, actions: ['operational_control.resumed'] }));
      equal(none, { items: [], nextCursor: null }, 'Of one action.');
    },
  },
  {
    name: 'controls: an impact counts a workspace, everything, and nothing without a chosen workspace',
    run: async (context) => {
      const { operator } = await callersIn(await context.newWorld());
      const preview = async (scope: { type: 'global' } | { type: 'workspace'; workspaceId?: string | null }) => {
        const { workspaceCount, tenantCount, runsInFlight, ...rest } = await value(
          operator.controls.previewImpact({ control: 'acme.sweep', scope }),
        );
        equal([rest.controlKey, rest.scopeType], ['acme.sweep', scope.type], 'The answer names what was asked.');
        return [rest.workspaceId, workspaceCount, tenantCount, runsInFlight, rest.summary.id];
      };
      equal(await preview(inside), ['w-1', 1, 2, 1, 'controls.impact.workspace'], 'One workspace.');
      equal(await preview({ type: 'global' }), [null, 2, 5, 2, 'controls.impact.global'], 'Everywhere.');
      const chooseOne = [null, 0, 0, 0, 'controls.impact.select_workspace'];
      equal(await preview({ type: 'workspace' }), chooseOne, 'No workspace yet.');
      equal(await preview({ type: 'workspace', workspaceId: null }), chooseOne, 'Null is absent.');
    },
  },
  {
    name: 'controls: a pause moves in one step, and a conflict names the pause that blocks it',
    run: async (context) => {
      const world = await context.newWorld();
      const { operator } = await callersIn(world);
      const reason = 'A good reason';
      const { activationId } = world;
      const elsewhere = { type: 'workspace', workspaceId: 'w-2' } as const;
      const moved = await value(operator.controls.rescope({ activationId, scope: elsewhere, reason }));
      equal([moved.disposition, moved.activation.scope], ['updated', elsewhere], 'Moved.');
      equal(moved.previous?.scope, inside, 'From here.');
      const other = await value(operator.controls.pause({ control: 'acme.notice', scope: inside, reason }));
      const occupied = await failure(operator.controls.rescope({ activationId, scope: inside, reason }));
      const winner = { type: 'operational_control_activation', id: other.activation.id };
      equal([occupied.code, occupied.reason, occupied.winner], ['conflict', 'exists', winner], 'Occupied.');
      const old = await failure(
        operator.controls.pause({ control: 'acme.notice', scope: inside, reason, expectedVersion: 9 }),
      );
      equal([old.code, old.reason, old.winner], ['conflict', 'version', winner], 'Changed in the meantime.');
      const unknown = await failure(operator.controls.rescope({ activationId: 'id-404', scope: inside, reason }));
      equal(
        unknown.issues?.map(({ path }) => path),
        ['activationId'],
        'An activation that does not exist is invalid input.',
      );
      const { places } = await value(operator.controls.history({ control: 'acme.notice' }));
      const names = await Promise.all(
        ['w-1', 'w-2'].map(async (workspaceId) => (await value(operator.workspaces.get({ workspaceId }))).name),
      );
      equal(
        places.map(({ workspaceId, tenantId, name }) => [workspaceId, tenantId, name]).sort(),
        [
          ['w-1', null, names[0]],
          ['w-2', null, names[1]],
        ],
        'The history names where the pause was and where it is.',
      );
    },
  },
  {
    name: 'controls: a control that the catalog does not have is invalid input, whatever its form',
    run: async (context) => {
      const { operator } = await callersIn(await context.newWorld());
      const strange = [
        'no.such',
        'no such',
        '',
        '.',
        '..',
        '~',
        '~.',
        'a/b',
        'a%2Fb',
        '%',
        '%ff',
        'ü',
        '__proto__',
        '?x=1',
        '#',
      ];
      for (const control of strange) {
        const refused = await failure(operator.controls.summary({ control: control as 'restore.execute' }));
        equal(refused.code, 'invalid_input', `"${control}" is refused.`);
        equal(
          refused.issues?.map(({ path }) => path),
          ['control'],
          `"${control}" is named.`,
        );
      }
    },
  },
  {
    name: 'controls: a missing capability is forbidden and named',
    run: async (context) => {
      const world = await context.newWorld();
      const capabilities = ['platform.access_system_panel'] as const;
      const guest = await world.as(platformOperator({ id: 'op-case', label: 'Cleo Case', capabilities }));
      const scope = { type: 'global' } as const;
      const refused = await failure(guest.controls.pause({ control: 'acme.sweep', scope, reason: 'A good reason' }));
      equal([refused.code, refused.capability], ['forbidden', 'platform.ops.controls.manage'], 'Forbidden.');
      holds(!JSON.stringify(refused).includes('acme'), 'The error does not mention the control.');
    },
  },
];
