import {
  createTenantAtlas,
  inProcess,
  simulatedRestore,
  type Logger,
  type RestoreExecutor,
  type Storage,
} from '@tenantatlas/core';
import { anchors } from '../src/help/anchors.ts';
import { paths } from '../src/paths.ts';
import { controls, events, operations, permissions } from './catalogs.ts';
import { watchable, type Pace } from './pace.ts';
import type { SimulatedMicrosoft } from './provider/microsoft.ts';

const sleep = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis));

/** The simulation without its notes, which are in one language: bar and count say the same in every one. */
function restoreExecutor(itemMillis: number): RestoreExecutor {
  const simulated = simulatedRestore({ items: 32, itemMillis });
  return {
    execute: (request) =>
      simulated.execute({ ...request, progress: (done, total) => request.progress(done, total ?? null) }),
  };
}

/** The atlas of the console. Its type is what the browser's client is made of. Without a Microsoft no connection can be checked. */
export function createConsoleAtlas(
  storage: Storage,
  logger: Logger,
  microsoft?: SimulatedMicrosoft,
  pace: Pace = watchable,
) {
  return createTenantAtlas({
    storage,
    logger,
    ...(microsoft ? { providers: [microsoft.provider({ logger })], credentials: microsoft.credentials } : {}),
    ...(microsoft?.redirectUri === undefined ? {} : { consent: { redirectUri: microsoft.redirectUri } }),
    catalogs: {
      controls: [controls],
      operations: [operations(() => sleep(pace.exportFolderMillis))],
      events: [events],
      permissions: microsoft ? [permissions] : [],
    },
    knowledge: {
      // Pages of this console: of the connection that is used where none is named.
      resolvers: {
        admin_consent_primary: ({ workspaceId, tenantId }) =>
          microsoft?.redirectUri === undefined
            ? null
            : `${paths.mainConnection(workspaceId, tenantId)}#${anchors.consent}`,
        required_permissions: ({ workspaceId, tenantId }) =>
          `${paths.mainConnection(workspaceId, tenantId)}#${anchors.permissions}`,
      },
    },
    restore: restoreExecutor(pace.restoreItemMillis),
    // Short, so that a restore of a process that was killed is soon taken up again.
    dispatcher: inProcess({ leaseMillis: 10_000 }),
  });
}

/** See {@link createConsoleAtlas}. */
export type ConsoleAtlas = ReturnType<typeof createConsoleAtlas>;
