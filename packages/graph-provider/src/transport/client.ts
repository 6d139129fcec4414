import { err, ok, type AbortSignalLike, type Clock, type Result, type Scheduler } from '@tenantatlas/core';
import * as z from 'zod';
import { wrongShape, type GraphFailure } from '../answers/failure.ts';
import type { Endpoints } from '../clouds.ts';
import { createTokenCache } from '../tokens/token-cache.ts';
import { allowedAddress } from './address.ts';
import { sendBatch, type BatchRequest } from './batch.ts';
import { createBudget, type Rate } from './budget.ts';
import { createHttp } from './http.ts';
import { walk, type OnPage, type PagesRead, type Walked } from './pages.ts';
import type { Patience } from './patience.ts';
import { createRequester, type GraphSession } from './request.ts';

export type { BatchRequest, GraphSession, OnPage, PagesRead };

/** How a round of changes ended. */
export interface DeltaRead extends PagesRead {
  /** For the next round; null when this one failed. */
  readonly deltaLink: string | null;
  /** The last round was too long ago: what is handed over replaces what the consumer has. */
  readonly isRestart: boolean;
}

/** Reads Graph. Paths are relative to the version, such as `organization?$select=id`. Every method rejects only with the reason of the signal. */
export interface GraphClient {
  /** One resource. */
  get<Shape extends z.ZodType>(
    session: GraphSession,
    path: string,
    shape: Shape,
  ): Promise<Result<z.output<Shape>, GraphFailure>>;
  /** All pages of a collection. See `walk` for what it guarantees. */
  pages<Item extends z.ZodType>(
    session: GraphSession,
    path: string,
    item: Item,
    onPage: OnPage<z.output<Item>>,
  ): Promise<PagesRead>;
  /** A round of changes: from `deltaLink` on, or everything where that is null. */
  delta<Item extends z.ZodType>(
    session: GraphSession,
    path: string,
    deltaLink: string | null,
    item: Item,
    onPage: OnPage<z.output<Item>>,
  ): Promise<DeltaRead>;
  /** Any number of reads, in batches. The results have the order of the requests. */
  batch<Shape extends z.ZodType>(
    session: GraphSession,
    requests: readonly BatchRequest[],
    shape: Shape,
  ): Promise<readonly Result<z.output<Shape>, GraphFailure>[]>;
}

/** Options of {@link createGraphClient}. */
export interface GraphClientOptions {
  readonly endpoints: Endpoints;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** From 0 to below 1. @default Math.random */
  readonly random?: (() => number) | undefined;
  readonly limits: GraphLimits;
}

/** What a client may use. */
export interface GraphLimits extends Patience {
  readonly requestMillis: number;
  readonly maxBytes: number;
  readonly maxPages: number;
  readonly concurrency: number;
  readonly concurrencyPerTenant: number;
  readonly perTenant: Rate | null;
  readonly overall: Rate | null;
}

/** Makes a {@link GraphClient}. */
export function createGraphClient(options: GraphClientOptions): GraphClient {
  const { endpoints, clock, scheduler, fetch, limits, random = Math.random } = options;
  const http = createHttp({ scheduler, fetch, timeoutMillis: limits.requestMillis, maxBytes: limits.maxBytes });
  const tokens = createTokenCache({ http, now: () => clock.epochMillis() });
  const budget = createBudget({ clock, scheduler, ...limits });
  const request = createRequester({ http, tokens, budget, endpoints, clock, scheduler, random, patience: limits });
  const base = `${endpoints.graph}/v1.0/`;
  const parts = { request, graphOrigin: endpoints.graph, maxPages: limits.maxPages };
  const batchParts = { request, budget, clock, scheduler, random, patience: limits, url: `${base}$batch` };

  return {
    async get(session, path, shape) {
      const answer = await request(session, { method: 'GET', url: base + path });
      return answer.andThen(({ status, body }) => parse(shape, body, status));
    },
    pages: (session, path, item, onPage) => walk({ session, url: base + path, item, onPage }, parts),
    async delta(session, path, deltaLink, item, onPage) {
      const link = deltaLink === null ? null : allowedAddress(deltaLink, endpoints.graph);
      const from = (url: string): Promise<Walked> => walk({ session, url, item, onPage }, parts);
      if (link !== null) {
        const read = await from(link);
        if (!isExpired(read)) return { ...read, isRestart: false };
      }
      return { ...(await from(base + path)), isRestart: deltaLink !== null };
    },
    async batch(session, requests, shape) {
      const answers = await sendBatch(session, requests, batchParts);
      return answers.map((answer) => answer.andThen((body) => parse(shape, body, 200)));
    },
  };
}

/** Whether Graph no longer knows the token of a round: 410, or 400 with a code of its own. Nothing was handed over then. */
function isExpired({ failure, items }: Walked): boolean {
  if (failure === null || items > 0) return false;
  return (
    failure.status === 410 ||
    (failure.status === 400 && /^(syncStateNotFound|resyncRequired)$/i.test(failure.reason.providerCode ?? ''))
  );
}

function parse<Shape extends z.ZodType>(
  shape: Shape,
  body: unknown,
  status: number,
): Result<z.output<Shape>, GraphFailure> {
  const parsed = shape.safeParse(body);
  return parsed.success ? ok(parsed.data) : err(wrongShape(parsed.error.issues[0]?.path ?? [], status));
}

/** A signal that never fires. */
export const neverAborted: AbortSignalLike = new AbortController().signal;
