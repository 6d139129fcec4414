import {
  createTenantAtlas,
  defineControls,
  defineOperations,
  manualClock,
  ok,
  platformCapabilities,
  platformOperator,
  simulatedRestore,
  systemActor,
  toInstant,
  workspaceUser,
  type Actor,
} from '@tenantatlas/core';
import { scriptedProvider, suiteCatalogs } from '@tenantatlas/core/conformance';
import { StorageFault } from '@tenantatlas/core/ports';
import { createMemoryStorage } from '@tenantatlas/core/memory';
import * as z from 'zod';
import { createAtlasClient } from '../../src/client/index.ts';
import { createAtlasHandler, type AtlasHandler } from '../../src/server/index.ts';

/** The caller is named in a header; a request without it is not signed in. */
export const actors: { readonly [name: string]: Actor } = {
  operator: platformOperator({ id: 'op-1', label: 'Ada', capabilities: platformCapabilities }),
  powerless: platformOperator({ id: 'op-2', label: 'Eve', capabilities: [] }),
  system: systemActor('deploy-hook'),
  owner: workspaceUser({ id: 'u-1', label: 'Bo' }),
  reader: workspaceUser({ id: 'u-2', label: 'Cy' }),
  stranger: workspaceUser({ id: 'u-404', label: 'Di' }),
};

const controls = defineControls({
  'acme.mass_mail': {
    label: 'Mass mail',
    supportedScopes: ['global', 'workspace'],
    operationTypes: ['acme.mass_mail'],
    affectedSurfaces: ['acme.campaigns'],
  },
});
const operations = defineOperations({
  'acme.mass_mail': {
    label: 'Mass mail',
    capability: 'operations.start',
    control: 'acme.mass_mail',
    completed: 'allow',
    mutationScope: 'Sends mail to everybody on the list.',
    inputs: z.strictObject({
      list: z.strictObject({ id: z.string() }).meta({ id: 'MailList' }),
      size: z.string().transform(Number),
      tone: z.enum(['plain', 'rich']).default('plain'),
      subject: z.string().refine((text) => text !== 'test'),
    }),
    run: async () => ok({ processed: 1 }),
  },
});

/** One exchange, as bytes: what was sent and what came back. */
export interface Exchange {
  readonly request: Request;
  readonly sent: string;
  readonly response: Response;
  readonly received: string;
}

/** A handler whose every exchange is kept. */
export function createWorld() {
  const exchanges: Exchange[] = [];
  const clock = manualClock(toInstant(Date.UTC(2026, 10, 21, 10)));
  const catalogs = {
    controls: [controls, ...suiteCatalogs.controls],
    operations: [operations, ...suiteCatalogs.operations],
  };
  const storage = createMemoryStorage();
  const atlas = createTenantAtlas({
    storage,
    catalogs,
    restore: simulatedRestore(),
    providers: [scriptedProvider()],
    consent: { redirectUri: 'https://console.example/consent/callback' },
    clock,
  });
  const failing = createTenantAtlas({
    catalogs,
    storage: { ...createMemoryStorage(), unit: () => Promise.reject(new StorageFault('unavailable', 'no')) },
  });
  const [handler, unwell] = [handlerOf(atlas), handlerOf(failing)];

  const send = async (request: Request): Promise<Response> => {
    const sent = await request.clone().text();
    const response = await (request.headers.has('x-storage-fails') ? unwell : handler)(request.clone());
    exchanges.push({ request, sent, response: response.clone(), received: await response.clone().text() });
    return response;
  };
  const as = (actor: keyof typeof actors) =>
    createAtlasClient<typeof atlas>({
      baseUrl: 'http://localhost/atlas',
      fetch: send,
      headers: () => ({ 'x-actor': String(actor) }),
    });
  return { atlas, storage, exchanges, send, as };
}

function handlerOf(atlas: Parameters<typeof createAtlasHandler>[0]['atlas']): AtlasHandler {
  return createAtlasHandler({
    atlas,
    basePath: '/atlas',
    authenticate({ headers }) {
      if (headers.has('x-host-breaks')) throw new Error('the host is broken');
      return actors[headers.get('x-actor') ?? ''] ?? null;
    },
    rateLimit: ({ headers }) => (headers.has('x-too-often') ? 3 : null),
  });
}
