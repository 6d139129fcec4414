import type { Actor } from '../../access/actor.ts';
import type { WorkspaceId } from '../../kernel/ids.ts';
import type { StorageFault } from '../../ports/storage-fault.ts';
import { invariant } from '../../kernel/invariant.ts';
import type { Storage, StorageUnit } from '../../ports/storage.ts';
import type { UsageEvent } from '../../ports/usage-store.ts';
import { holds } from '../check.ts';
import type { ConformanceCase } from '../conformance-case.ts';
import { inWorkspace, onPlatform } from '../world.ts';
import { value } from './answers.ts';
import type { AnyClient } from './any-client.ts';
import { comparing, type IsInPath } from './comparing.ts';
import type { SuiteAtlas, SuiteClient } from './suite-atlas.ts';
import type { WorldIds, WorldShape } from './world-shape.ts';
import { buildWorld, type World } from './world.ts';

/**
 * What a transport may claim.
 *
 * - `shares_objects`: a request reaches the atlas as the very object that the caller passed. A value that JSON cannot carry is then refused by its path;
 *   every other transport only has to answer it with an error.
 */
export type ClientCapability = 'shares_objects';

/** What {@link createClientContext} needs. */
export interface ClientContextOptions {
  /** A client that acts as `actor` on `atlas` through the transport under test. The suite composes an atlas for every world that it needs. */
  clientFor(atlas: SuiteAtlas, actor: Actor): AnyClient | Promise<AnyClient>;
  /** @default [] */
  readonly capabilities?: readonly ClientCapability[] | undefined;
  /**
   * Whether the transport carries a member of this request in an address. A malformed id there names nothing: the answer is `not_found` where it is
   * `invalid_input` in process.
   *
   * @default none is
   */
  readonly isInPath?: IsInPath | undefined;
  /**
   * Of the hostile requests of each method, one in so many is asked, with other values for each member and each method. For a transport that judges no request
   * itself, in front of an atlas that passes all of them in process.
   *
   * @default 1, which is all of them
   */
  readonly hostileOneIn?: number | undefined;
  /** Empty storage for one atlas. Some worlds have a tenant erased, so its login MUST be one that may. @default memory */
  readonly storage?: (() => Storage | Promise<Storage>) | undefined;
}

/** Two equal atlases: one that is reached through the transport, one in process to compare it with. */
export interface ClientWorld extends WorldIds {
  /** The storage calls of the first one since the last look. */
  takeCalls(): readonly string[];
  /** All rows of the first one as text. */
  dump(): Promise<string>;
  /**
   * A client that makes every call on both atlases. The answers MUST be the same bytes and MUST be frozen in all their parts; the answer of the
   * transport is the one that is handed on. An actor has one client in a world.
   */
  as(actor: Actor): Promise<SuiteClient>;
  /** The client of the transport and that of the equal atlas by themselves, for requests that they may refuse in other words. */
  apart(actor: Actor): Promise<{ readonly transport: AnyClient; readonly inProcess: SuiteClient }>;
  /** Moves both clocks on. */
  advance(millis: number): void;
  /** Works off the queued runs of both. */
  workOff(): Promise<void>;
  /** Runs work on a unit of a workspace of both. */
  inUnit(workspaceId: WorkspaceId, work: (unit: StorageUnit) => Promise<void>): Promise<void>;
  /** Puts events of product usage into the ledgers of both. */
  addUsage(events: readonly UsageEvent[]): Promise<void>;
  /** Removes what is older from both. */
  pruneUsage(days: number): Promise<void>;
  /** From now on the storage of both rejects with the fault; null mends it. */
  breakWith(fault: StorageFault | null): void;
}

/** What a case of the client suite works with. */
export interface ClientContext {
  readonly capabilities: readonly ClientCapability[];
  /** See {@link ClientContextOptions.isInPath}. */
  readonly isInPath: IsInPath;
  /** See {@link ClientContextOptions.hostileOneIn}. */
  readonly hostileOneIn: number;
  /** A world of its own. */
  newWorld(shape?: Partial<WorldShape>): Promise<ClientWorld>;
  /** A world that cases share: a case that has changed it calls `forget`. */
  sharedWorld(shape: WorldShape): Promise<SharedWorld>;
}

/** A world and its rows as they were when it was new. */
export interface SharedWorld {
  readonly world: ClientWorld;
  readonly rows: string;
  forget(): void;
}

/** One guarantee of `AtlasClient`. */
export type ClientCase = ConformanceCase<ClientContext, ClientCapability>;

/** A context for one run of the suite. The cases run one after the other. Throws an invariant unless `hostileOneIn` is a whole number from 1 on. */
export function createClientContext(options: ClientContextOptions): ClientContext {
  const { capabilities = [], isInPath = () => false, hostileOneIn = 1 } = options;
  invariant(
    Number.isSafeInteger(hostileOneIn) && hostileOneIn >= 1,
    `createClientContext: "hostileOneIn" is a whole number from 1 on, for example 3 to ask a third of the hostile requests; it is ${String(hostileOneIn)}.`,
  );
  return contextOf({ capabilities, isInPath, hostileOneIn }, async (shape) => {
    const subject = await buildWorld(shape, await options.storage?.());
    const twin = await buildWorld(shape);
    return worldOf([subject, twin], {
      as: async (actor) => comparing(await options.clientFor(subject.atlas, actor), twin.atlas.as(actor), isInPath),
      apart: async (actor) => ({
        transport: await options.clientFor(subject.atlas, actor),
        inProcess: twin.atlas.as(actor),
      }),
    });
  });
}

/** A context that makes its worlds with `newWorld`. */
export function contextOf(
  traits: Pick<ClientContext, 'capabilities' | 'isInPath' | 'hostileOneIn'>,
  newWorld: (shape: Partial<WorldShape>) => Promise<ClientWorld>,
): ClientContext {
  const shared = new Map<string, SharedWorld>();
  return {
    ...traits,
    newWorld: (shape = {}) => newWorld(shape),
    async sharedWorld(shape) {
      const key = JSON.stringify(shape);
      const known = shared.get(key);
      if (known) return known;
      const world = await newWorld(shape);
      const made = { world, rows: await world.dump(), forget: () => void shared.delete(key) };
      shared.set(key, made);
      return made;
    },
  };
}

/** A world of equal atlases, whose first one is looked into. */
export function worldOf(
  worlds: readonly [World, ...World[]],
  { as, apart }: Pick<ClientWorld, 'as' | 'apart'>,
): ClientWorld {
  const [subject] = worlds;
  const clients = new Map<Actor, Promise<SuiteClient>>();
  return {
    ids: subject.ids,
    activationId: subject.activationId,
    takeCalls: () => subject.takeCalls(),
    dump: () => subject.dump(),
    as: (actor) => {
      const client = clients.get(actor) ?? as(actor);
      clients.set(actor, client);
      return client;
    },
    apart,
    advance: (millis) => {
      for (const { clock } of worlds) clock.advance(millis);
    },
    workOff: async () => {
      for (const { atlas } of worlds) await workOff(atlas);
    },
    inUnit: async (workspaceId, work) => {
      for (const { storage } of worlds) await inWorkspace(storage, workspaceId, work);
    },
    addUsage: async (events) => {
      for (const { storage } of worlds) {
        const { kind } = await onPlatform(storage, ({ usage }) => usage.add(events));
        holds(kind === 'added', `The events are new, and of tenants that exist: ${kind}.`);
      }
    },
    pruneUsage: async (days) => {
      for (const { atlas } of worlds) await value(atlas.maintenance.pruneUsage({ days }));
    },
    breakWith: (fault) => {
      for (const { breakWith } of worlds) breakWith(fault);
    },
  };
}

async function workOff({ worker }: SuiteAtlas): Promise<void> {
  worker.start();
  await worker.idle();
  await worker.stop();
}
