// The hooks and the client, typed by the atlas that the server composes: a misspelt control, operation or input does not compile.
import { createAtlasClient } from '@tenantatlas/http/client';
import { createAtlasHooks } from '@tenantatlas/react-hooks';
import type { ConsoleAtlas } from '../../server/atlas.ts';
import type { onBehalfHeader } from '../../server/session/session.ts';

/** See the header of the server: names the person that a page reads and writes for. */
export const onBehalf: typeof onBehalfHeader = 'x-console-person';

/** One person's client of this console's server. The server refuses its requests once another person has signed in. */
export function createConsoleClient(personId: string) {
  return createAtlasClient<ConsoleAtlas>({
    baseUrl: '/atlas',
    timeoutMillis: 15_000,
    headers: () => ({ [onBehalf]: personId }),
  });
}

export const { useStartOperation } = createAtlasHooks<ReturnType<typeof createConsoleClient>>();
