import * as fc from 'fast-check';

export const modelControls = ['restore.execute', 'findings.lifecycle.backfill', 'acme.mass_mail'] as const;
export type ModelControl = (typeof modelControls)[number];
/** Null is everywhere. */
export type Place = 'w-1' | 'w-2' | 'w-3' | null;
export const places: readonly Place[] = [null, 'w-1', 'w-2', 'w-3'];

/** One step of a history. `expect` says which version is claimed to have been read. */
export type Step =
  | {
      readonly do: 'pause';
      readonly control: ModelControl;
      readonly place: Place;
      readonly lasts: number | null;
      readonly expect: Expectation;
    }
  | {
      readonly do: 'rescope';
      readonly control: ModelControl;
      readonly from: Place;
      readonly to: Place;
      readonly lasts: number | null;
      readonly expect: Expectation;
    }
  | { readonly do: 'resume'; readonly control: ModelControl; readonly place: Place }
  | { readonly do: 'evaluate'; readonly control: ModelControl; readonly place: Place }
  | { readonly do: 'wait'; readonly minutes: number }
  | { readonly do: 'archive' | 'restore'; readonly place: Exclude<Place, null> };

type Expectation = 'none' | 'right' | 'wrong';

const control = fc.constantFrom(...modelControls);
const place = fc.constantFrom(...places);
const workspace = fc.constantFrom('w-1' as const, 'w-2' as const, 'w-3' as const);
const lasts = fc.option(fc.integer({ min: 1, max: 6 }), { freq: 2 });
const expectation = fc.constantFrom<Expectation>('none', 'none', 'right', 'wrong');

/** Histories of up to 40 steps in which pauses meet often. */
export const histories: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ do: fc.constant('pause' as const), control, place, lasts, expect: expectation }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('rescope' as const),
        control,
        from: place,
        to: place,
        lasts,
        expect: expectation,
      }),
    },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('resume' as const), control, place }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('evaluate' as const), control, place }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 4 }) }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constantFrom('archive' as const, 'restore' as const), place: workspace }),
    },
  ),
  { minLength: 1, maxLength: 40 },
);

interface Pause {
  readonly id: string;
  readonly version: number;
  readonly until: number | null;
}

/** The result of a step in one word or two. */
export type Said = string;

/** The controls as a map only, without store, transaction or schema. */
export function controlModel() {
  const pauses = new Map<string, Pause>();
  const archived = new Set<Place>();
  const trail = new Map<Place, string[]>(places.map((each) => [each, []]));
  let now = 0;
  const at = (key: ModelControl, where: Place): Pause | null => {
    const found = pauses.get(`${key} ${String(where)}`);
    return found && (found.until === null || found.until > now) ? found : null;
  };
  const set = (key: ModelControl, where: Place, pause: Pause): void =>
    void pauses.set(`${key} ${String(where)}`, pause);
  const drop = (key: ModelControl, where: Place): void => void pauses.delete(`${key} ${String(where)}`);
  const note = (where: Place, action: string, key: ModelControl): void =>
    void trail.get(where)?.push(`${action} ${key}`);
  const until = (minutes: number | null): number | null => (minutes === null ? null : now + minutes);

  return {
    trail,
    /** The version to claim for a step, given what is there. */
    claim: (expected: Expectation, found: Pause | null): number | null =>
      expected === 'none' ? null : expected === 'right' ? (found?.version ?? 1) : (found?.version ?? 0) + 1,
    active: at,
    state: (key: ModelControl, where: Place) =>
      at(key, null) ? 'global' : where !== null && at(key, where) ? 'workspace' : 'none',
    wait: (minutes: number): void => void (now += minutes),
    isArchived: (where: Place) => archived.has(where),
    archive(where: Place, on: boolean): Said {
      if (archived.has(where) === on) return on ? 'immutable' : 'conflict nothing_to_do';
      if (on) archived.add(where);
      else archived.delete(where);
      return 'ok';
    },
    pause(key: ModelControl, where: Place, minutes: number | null, version: number | null, id: string): Said {
      if (archived.has(where)) return 'immutable';
      const found = at(key, where);
      if (version !== null && found?.version !== version) return 'conflict version';
      set(key, where, { id: found?.id ?? id, version: (found?.version ?? 0) + 1, until: until(minutes) });
      note(where, found ? 'updated' : 'paused', key);
      return found ? 'updated' : 'created';
    },
    rescope(key: ModelControl, from: Place, to: Place, minutes: number | null, version: number | null): Said {
      const found = at(key, from);
      if (!found) return 'invalid_input';
      if (archived.has(from) || archived.has(to)) return 'immutable';
      if (version !== null && found.version !== version) return 'conflict version';
      if (from !== to && at(key, to)) return 'conflict exists';
      drop(key, from);
      set(key, to, { id: found.id, version: found.version + 1, until: until(minutes) });
      for (const where of new Set([from, to])) note(where, 'updated', key);
      return 'updated';
    },
    resume(key: ModelControl, where: Place): Said {
      if (archived.has(where)) return 'immutable';
      if (!at(key, where)) return 'already_enabled';
      drop(key, where);
      note(where, 'resumed', key);
      return 'resumed';
    },
  };
}

/** See {@link controlModel}. */
export type ControlModel = ReturnType<typeof controlModel>;
