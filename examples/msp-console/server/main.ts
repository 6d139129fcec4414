// The MSP console: an atlas on the embedded PostgreSQL, its HTTP handler, sessions and the built app, on the loopback address.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { orThrow } from '@tenantatlas/core';
import { createAtlasHandler } from '@tenantatlas/http/server';
import { nodeListener } from '@tenantatlas/http/node';
import { createPgStorage } from '@tenantatlas/storage-pg';
import { pglite } from '@tenantatlas/storage-pg/pglite';
import { createConsoleAtlas } from './atlas.ts';
import { loadBrands } from './brand/load-brands.ts';
import { createKnowledgeHandler } from './help/knowledge-handler.ts';
import { stderrLogger } from './logger.ts';
import { wantedPace } from './pace.ts';
import { startMicrosoft } from './provider/microsoft.ts';
import { createSimulationHandler } from './provider/simulation-handler.ts';
import { seedOnce } from './seed/seed.ts';
import { createSessions } from './session/session.ts';
import { sessionKeyIn } from './session/key.ts';
import { sessionTokens } from './session/token.ts';
import { defaultPort, listen, wantedPort } from './web/listen.ts';
import { loadPages } from './web/pages.ts';
import { createSite } from './web/site.ts';

const here = fileURLToPath(new URL('..', import.meta.url));
const folder = process.env['TENANTATLAS_DATA'] ?? join(here, '.tenantatlas');

try {
  wantedPort(process.env['PORT']); // a misspelt one is better noticed before anything is made
  const pace = wantedPace(process.env['TENANTATLAS_RESTORE_ITEM_MILLIS']);
  const brands = await loadBrands(
    process.env['TENANTATLAS_BRANDS'] ?? join(here, 'brands'),
    process.env['TENANTATLAS_BRAND'],
  );
  const pages = loadPages(process.env['TENANTATLAS_PAGES'] ?? join(here, 'dist'), brands);
  mkdirSync(folder, { recursive: true });
  const storage = orThrow(await createPgStorage({ database: pglite(join(folder, 'database')) }));
  orThrow(await storage.migrate());
  // The port is taken first: it is part of the address that the consent page of the provider sends people back to.
  const { server, port, serve } = await listen(process.env['PORT']);
  const origin = `http://127.0.0.1:${String(port)}`;
  const microsoft = await startMicrosoft({ redirectUri: `${origin}/atlas/consent/callback` });
  await seedOnce(storage, folder, microsoft);
  microsoft.demonstration.begin();
  microsoft.demonstration.slowDown();

  const atlas = createConsoleAtlas(storage, stderrLogger, microsoft, pace);
  atlas.worker.start();
  const sessions = createSessions(sessionTokens(sessionKeyIn(folder)));
  const atlasHandler = createAtlasHandler({
    atlas,
    basePath: '/atlas',
    source: 'ui',
    logger: stderrLogger,
    consent: { redirectTo: '/consent' }, // a page of the app, in the brand and language of the console
    authenticate: (request) => sessions.actorOf(request),
  });
  const simulation = createSimulationHandler({
    demonstration: microsoft.demonstration,
    actorOf: (request) => sessions.actorOf(request),
    clientOf: (actor) => atlas.as(actor, { source: 'ui' }),
  });
  // In English, whatever the language of a page: an assistant translates what it reads.
  const knowledge = createKnowledgeHandler({
    knowledge: atlas.knowledgeBase({ locale: 'en' }),
    atlasHandler,
    logger: stderrLogger,
  });
  const site = createSite({ atlasHandler, sessions, simulation, knowledge, pages, isBrandHost: brands.knows });
  const listener = nodeListener(site);
  serve(listener);
  if (!process.env['PORT'] && port !== defaultPort)
    console.error(`Port ${String(defaultPort)} is taken; using ${String(port)}.`);
  console.log(origin);
  for (const { brand } of brands.all.filter((one) => one !== brands.fallback))
    console.error(`The brand ${brand.shortName}: http://${brand.hosts[0] ?? '(no host)'}:${String(port)}`);

  let isEnding = false;
  const end = async (): Promise<void> => {
    if (isEnding) process.exit(130); // PostgreSQL inside the process survives this; the lock goes with the process
    isEnding = true;
    server.close();
    server.closeIdleConnections();
    console.error('Ending. What is under way gets ten seconds, and goes on at the next start.');
    await atlas.close();
    await microsoft.close();
    server.closeAllConnections();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end());
} catch (reason) {
  console.error(reason instanceof Error ? reason.message : reason);
  process.exit(1);
}
