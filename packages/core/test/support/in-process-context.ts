import type { Actor } from '../../src/access/actor.ts';
import type { AnyClient } from '../../src/conformance/client/any-client.ts';
import { callMethod } from '../../src/conformance/client/call-method.ts';
import { contextOf, worldOf, type ClientContext } from '../../src/conformance/client/client-context.ts';
import { assertFrozen, clientThatAsks, settled } from '../../src/conformance/client/comparing.ts';
import type { SuiteAtlas, SuiteClient } from '../../src/conformance/client/suite-atlas.ts';
import { buildWorld } from '../../src/conformance/client/world.ts';
import type { Storage } from '../../src/ports/storage.ts';

interface InProcessOptions {
  /** @default `atlas.as` */
  readonly clientFor?: (atlas: SuiteAtlas, actor: Actor) => AnyClient;
  /** Empty storage for one atlas. @default memory */
  readonly storage?: () => Storage;
}

/**
 * A context of the client suite without a transport. A world has one atlas: beside it an equal one would say the same, so that what a case knows by itself is all that
 * an answer can be compared with. Only a call of `apart` makes the equal one, as it was in the beginning.
 */
export function createInProcessContext(options: InProcessOptions = {}): ClientContext {
  const { clientFor = (atlas, actor) => atlas.as(actor), storage } = options;
  const traits = { capabilities: ['shares_objects'], isInPath: () => false, hostileOneIn: 1 } as const;
  return contextOf(traits, async (shape) => {
    const world = await buildWorld(shape, storage?.());
    return worldOf([world], {
      as: async (actor) => withFrozenAnswers(clientFor(world.atlas, actor)),
      apart: async (actor) => {
        let equal: Promise<SuiteClient> | undefined;
        const clientOfEqual = () => (equal ??= buildWorld(shape).then(({ atlas }) => atlas.as(actor)));
        const transport = clientFor(world.atlas, actor);
        return {
          transport,
          inProcess: clientThatAsks(transport, async (...asked) => callMethod(await clientOfEqual(), ...asked)),
        };
      },
    });
  });
}

/** A client whose calls never reject, and whose answers are frozen. */
function withFrozenAnswers(client: AnyClient): SuiteClient {
  return clientThatAsks(client, async (method, request) => {
    const answer = await settled(method, request, callMethod(client, method, request));
    assertFrozen(method, answer);
    return answer;
  });
}
