import { errorTable, isAtlasError } from '@tenantatlas/core';
import { casesFor, createClientContext, type ClientCase, type IsInPath } from '@tenantatlas/core/conformance';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routes } from '../../src/contract/index.ts';
import { createRecorder, type Exchange } from './recorder.ts';
import { isFull } from './scale.ts';
import { startSwitchedServer, type SwitchedServer } from './switched-server.ts';

/** Registers cases of core's suite, run through a server that listens. Returns a recorder that keeps the parts of answers that the client does not read. */
export function runOverHttp(cases: readonly ClientCase[]): readonly Exchange[] {
  const recorder = createRecorder();
  let server: SwitchedServer;
  const context = createClientContext({
    clientFor: (atlas, actor) => server.clientFor(atlas, actor),
    isInPath,
    hostileOneIn: isFull ? 1 : 3, // HTTP judges no request; all of them are asked in process, and here in the soak
  });

  beforeAll(async () => {
    server = await startSwitchedServer(recorder);
  });
  afterAll(() => server.close());

  describe('AtlasClient over HTTP', () => {
    for (const guarantee of casesFor(cases, context.capabilities)) it(guarantee.name, () => guarantee.run(context));
  });

  describe('what came over the wire', () => {
    it('has the status and the media type of its code in the error table', () => {
      expect(recorder.exchanges.length).toBeGreaterThan(1_000);
      expect(recorder.exchanges.filter((exchange) => !isAsTheTableSays(exchange))).toEqual([]);
    });

    it('has the same 404 for hidden, absent and malformed ids: whole body and headers', () => {
      const notFound = recorder.exchanges.filter(({ status }) => status === 404);
      expect(notFound.length).toBeGreaterThan(100);
      expect([...new Set(notFound.map(({ headers, body }) => `${headers}\n\n${body}`))]).toHaveLength(1);
    });
  });
  return recorder.exchanges;
}

/** In the path of the route that the client takes. Control keys are not ids: the catalog judges them, in a path as well. */
const isInPath: IsInPath = (method, member, request) => {
  const own = routes.filter((route) => route.method === method).map(({ path }) => membersIn(path));
  const taken = own.find((members) => members.every((name) => (request[name] ?? null) !== null)) ?? own.at(-1) ?? [];
  return member !== 'control' && taken.includes(member);
};

function membersIn(path: string): readonly string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
}

function isAsTheTableSays({ status, headers, body }: Exchange): boolean {
  if (status < 300) return headers.includes('content-type: application/json');
  const problem: unknown = JSON.parse(body);
  return (
    isAtlasError(problem) &&
    status === errorTable[problem.code].status &&
    headers.includes('content-type: application/problem+json')
  );
}
