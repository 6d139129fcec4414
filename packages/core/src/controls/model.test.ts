import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { atLeast } from '../../../../bench/lib/figures.ts';
import { keepFigures } from '../../../../bench/lib/keep-figures.ts';
import { at, minute, noon } from '../../test/support/controls-fixtures.ts';
import {
  controlModel,
  histories,
  modelControls,
  places,
  type ControlModel,
  type ModelControl,
  type Place,
  type Said,
  type Step,
} from '../../test/support/controls-model.ts';
import { controlLedger, controlsWorld, system, type ControlsWorld } from '../../test/support/controls-world.ts';
import { seeds } from '../../test/support/seeds.ts';
import { epochMillis } from '../kernel/instant.ts';
import { orThrow, type ResultAsync } from '../kernel/result.ts';
import type { ActivationView } from './view.ts';

declare const process: { readonly env: { readonly [name: string]: string | undefined } };
const scale = Number(process.env['TA_SCALE'] ?? 0.05);
/** Half of 2,000 at full scale: there are two seeds. */
const numRuns = Math.max(10, Math.round(1_000 * scale));

const scopeOf = (place: Place) =>
  place === null ? ({ type: 'global' } as const) : ({ type: 'workspace', workspaceId: place } as const);
const reason = 'A step of a history';

async function said(
  answer: ResultAsync<{ readonly disposition: string }, { readonly code: string; readonly reason?: string }>,
): Promise<Said> {
  return (await answer).match(
    ({ disposition }) => disposition,
    ({ code, reason: why }) => (why ? `${code} ${why}` : code),
  );
}

async function play(world: ControlsWorld, model: ControlModel, step: Step): Promise<readonly [Said, Said]> {
  const { controls } = world.operator;
  const end = (minutes: number | null) =>
    minutes === null ? null : at(world.clock.epochMillis() - epochMillis(noon) + minutes * minute);
  switch (step.do) {
    case 'wait':
      world.clock.advance(step.minutes * minute);
      model.wait(step.minutes);
      return ['ok', 'ok'];
    case 'archive':
    case 'restore': {
      const request = { workspaceId: step.place };
      const answer = await (step.do === 'archive'
        ? world.setup.workspaces.archive(request)
        : world.setup.workspaces.restore(request));
      return [
        answer.match(
          () => 'ok',
          (error) => ('reason' in error ? `${error.code} ${error.reason}` : error.code),
        ),
        model.archive(step.place, step.do === 'archive'),
      ];
    }
    case 'evaluate': {
      const decision = await orThrow(controls.evaluate({ control: step.control, workspaceId: step.place }));
      return [decision.matchedScopeType, model.state(step.control, step.place)];
    }
    case 'resume':
      return [
        await said(controls.resume({ control: step.control, scope: scopeOf(step.place) })),
        model.resume(step.control, step.place),
      ];
    case 'pause': {
      const version = model.claim(step.expect, model.active(step.control, step.place));
      const request = {
        control: step.control,
        scope: scopeOf(step.place),
        reason,
        expiresAt: end(step.lasts),
        expectedVersion: version,
      };
      const real = await said(controls.pause(request));
      const id = (await views(world, step.control)).find(({ scope }) => scope.workspaceId === step.place)?.id ?? 'none';
      return [real, model.pause(step.control, step.place, step.lasts, version, id)];
    }
    case 'rescope': {
      const found = model.active(step.control, step.from);
      const version = model.claim(step.expect, found);
      const request = {
        activationId: found?.id ?? 'nobody',
        scope: scopeOf(step.to),
        reason,
        expiresAt: end(step.lasts),
        expectedVersion: version,
      };
      return [
        await said(controls.rescope(request)),
        model.rescope(step.control, step.from, step.to, step.lasts, version),
      ];
    }
  }
}

async function views({ operator }: ControlsWorld, control: ModelControl): Promise<readonly ActivationView[]> {
  return (await orThrow(operator.controls.summary({ control }))).activations;
}

/** Everything that can be seen from outside is as in the model. */
async function compare(world: ControlsWorld, model: ControlModel): Promise<void> {
  await world.atlas.snapshot.refresh();
  for (const control of modelControls) {
    const expected = places.flatMap((place) => {
      const pause = model.active(control, place);
      return pause
        ? [
            {
              place,
              id: pause.id,
              version: pause.version,
              until: pause.until === null ? null : at(pause.until * minute),
            },
          ]
        : [];
    });
    const real = (await views(world, control)).map(({ scope, id, version, expiresAt }) => ({
      place: scope.workspaceId,
      id,
      version,
      until: expiresAt,
    }));
    expect(real).toEqual(expected);
    for (const place of places) {
      const decision = await orThrow(world.operator.controls.evaluate({ control, workspaceId: place }));
      expect(decision.matchedScopeType).toBe(model.state(control, place));
      expect(world.atlas.snapshot.evaluate(control, place)).toEqual(decision);
      const guarded = await world.atlas.guard(control, { actor: system, workspaceId: place }, async () => 'done');
      expect(guarded.isOk()).toBe(decision.effectiveState === 'enabled' && !model.isArchived(place));
    }
  }
}

/** The exact sequence of actions in every ledger; what the comparison's own guards left is not part of the history. */
async function compareTrail(world: ControlsWorld, model: ControlModel): Promise<void> {
  for (const place of places) {
    const entries = (await controlLedger(world.storage, place)).filter(({ outcome }) => outcome === 'success');
    const real = entries.map(
      ({ action, metadata }) => `${action.replace('operational_control.', '')} ${String(metadata['control_key'])}`,
    );
    expect(real).toEqual(model.trail.get(place));
  }
}

for (const seed of seeds) {
  it(`behaves like a map over ${numRuns} histories (seed ${seed})`, { timeout: 30_000 + numRuns * 300 }, async () => {
    let agreed = 0;
    const which = seed === seeds[0] ? 'fixed' : 'random';
    keepFigures('histories', () => [
      atLeast(`histories of controls that agree with a model, ${which} seed`, agreed, 1_000, 'histories'),
    ]);
    const property = fc.asyncProperty(histories, async (steps) => {
      const world = await controlsWorld();
      const model = controlModel();
      for (const step of steps) {
        const [real, expected] = await play(world, model, step);
        expect([step.do, real]).toEqual([step.do, expected]);
      }
      await compare(world, model);
      await compareTrail(world, model);
      agreed += 1;
    });
    await fc.assert(property, { seed, numRuns });
  });
}
