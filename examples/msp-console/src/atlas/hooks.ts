// The hooks and the client, typed by the atlas that the server composes: a misspelt control, operation or input does not compile.
import { createAtlasClient } from '@tenantatlas/http/client';
import { createAtlasHooks } from '@tenantatlas/react-hooks';
import type { ConsoleAtlas } from '../../server/atlas.ts';

/** A client of this console's server. */
export function createConsoleClient() {
  return createAtlasClient<ConsoleAtlas>({ baseUrl: '/atlas', timeoutMillis: 15_000 });
}

export const { useStartOperation } = createAtlasHooks<ReturnType<typeof createConsoleClient>>();
