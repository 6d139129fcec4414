import {
  createTenantAtlas,
  defineControls,
  defineOperations,
  ok,
  systemActor,
  type AtlasClient,
} from '@tenantatlas/core';
import type { ControlChangeView, ControlSummary, PauseAnswer, StartAnswer } from '@tenantatlas/core/browser';
import { describe, expectTypeOf, it } from 'vitest';
import * as z from 'zod';
import {
  AtlasProvider,
  createAtlasHooks,
  useActions,
  useControls,
  useOperations,
  type HookResult,
  type TransportFailure,
} from './index.ts';
import { createTestClient, TestAtlasProvider } from './testing/index.ts';

const controls = defineControls({
  'acme.mass_mail': {
    label: 'Mass mail',
    supportedScopes: ['global'],
    operationTypes: ['acme.mass_mail'],
    affectedSurfaces: ['acme.campaigns'],
  },
});
const operations = defineOperations({
  'acme.mass_mail': {
    label: 'Mass mail',
    capability: 'operations.start',
    control: 'acme.mass_mail',
    inputs: z.strictObject({ listId: z.string() }),
    run: async () => ok({}),
  },
});
const atlas = createTenantAtlas({ catalogs: { controls: [controls], operations: [operations] } });
const client = atlas.as(systemActor('types'));
const here = { workspaceId: 'w-1', tenantId: 't-1' };

const {
  useControl,
  useControlChanges,
  useControlDecision,
  useControlHistory,
  useControlImpact,
  usePauseControl,
  useResumeControl,
  useStartOperation,
} = createAtlasHooks<typeof client>();

describe('typed hooks', () => {
  it('take the keys of the catalogs, and reject a misspelt one', () => {
    const scope = { type: 'global' } as const;
    // @ts-expect-error: the atlas has no restore executor
    useControl({ control: 'restore.execute' });
    expectTypeOf(useControl({ control: 'acme.mass_mail' })).toEqualTypeOf<HookResult<ControlSummary>>();
    // @ts-expect-error: misspelt
    useControl({ control: 'acme.mass_male' });
    // @ts-expect-error: misspelt
    useControlDecision({ control: 'acme.mass_male' });
    // @ts-expect-error: misspelt
    useControlHistory({ control: 'acme.mass_male' });
    // @ts-expect-error: misspelt
    useControlChanges({ control: 'acme.mass_male' });
    const changes = useControlChanges({ control: 'acme.mass_mail', limit: 5 });
    if (changes.state === 'ready') expectTypeOf(changes.data.items).toEqualTypeOf<readonly ControlChangeView[]>();
    useControlChanges();
    // @ts-expect-error: misspelt
    useControlImpact({ control: 'acme.mass_male', scope });
    // @ts-expect-error: misspelt
    void usePauseControl().run({ control: 'acme.mass_male', scope, reason: 'Review' });
    // @ts-expect-error: misspelt
    void useResumeControl().run({ control: 'acme.mass_male', scope });
    const pausing = usePauseControl();
    void pausing.run({ control: 'acme.mass_mail', scope, reason: 'Review' });
    if (pausing.state === 'done') expectTypeOf(pausing.data).toEqualTypeOf<PauseAnswer>();
  });

  it('take the inputs of the operation, and reject a misspelt one', () => {
    const { run, ...starting } = useStartOperation();
    void run({ ...here, type: 'acme.mass_mail', inputs: { listId: 'l-1' } });
    // @ts-expect-error: misspelt input
    void run({ ...here, type: 'acme.mass_mail', inputs: { listID: 'l-1' } });
    // @ts-expect-error: inputs of another operation
    void run({ ...here, type: 'restore.execute', inputs: { listId: 'l-1' } });
    // @ts-expect-error: misspelt type
    void run({ ...here, type: 'acme.mass_male', inputs: { listId: 'l-1' } });
    if (starting.state === 'done') expectTypeOf(starting.data).toEqualTypeOf<StartAnswer>();
  });
});

describe('results', () => {
  it('have data in one state only', () => {
    const answer = useControls();
    // @ts-expect-error: perhaps it is not there yet
    void answer.data;
    if (answer.state === 'ready') expectTypeOf(answer.data).toEqualTypeOf<readonly ControlSummary[]>();
    if (answer.state === 'denied')
      expectTypeOf(answer.error.code).toEqualTypeOf<'not_found' | 'forbidden' | 'unauthenticated'>();
    if (answer.state === 'paused') expectTypeOf(answer.error.code).toEqualTypeOf<'control_paused'>();
    if (answer.state === 'failed') expectTypeOf(answer.error.code).not.toEqualTypeOf<'not_found'>();
  });

  it('do not take cursors: `loadMore` reads pages', () => {
    useActions(here);
    // @ts-expect-error: no cursor
    useOperations({ workspaceId: 'w-1', cursor: 'x' });
  });
});

describe('the provider', () => {
  it('takes the client of any atlas and any transport, and nothing else', () => {
    void (<AtlasProvider client={client} />);
    void (<AtlasProvider client={{} as AtlasClient<never, TransportFailure>} />);
    // @ts-expect-error: an atlas is not a person's client
    void (<AtlasProvider client={atlas} />);
    // @ts-expect-error: nothing
    void (<AtlasProvider client={undefined} />);
  });

  it('of tests takes handlers by method, and rejects a misspelt one', () => {
    void (<TestAtlasProvider client={client} />);
    // @ts-expect-error: misspelt
    createTestClient({ 'controls.lst': () => ok([]) });
    // @ts-expect-error: no answer of this method
    createTestClient({ 'controls.list': () => 'no' });
  });
});
