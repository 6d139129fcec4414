import {
  err,
  noInstrumentation,
  silentLogger,
  type Clock,
  type Instrumentation,
  type Logger,
  type Result,
  type Scheduler,
} from '@tenantatlas/core';
import type * as z from 'zod';
import { failure, type GraphFailure } from '../answers/failure.ts';
import { readShape } from '../answers/read-shape.ts';
import type { Endpoints } from '../clouds.ts';
import { allowedAddress, type GraphVersion } from './address.ts';
import type { BatchRequest } from './batch-plan.ts';
import { sendBatch, type BatchParts } from './batch.ts';
import type { Rate } from './bucket.ts';
import { createBudget } from './budget.ts';
import { readDelta, withoutQuery, type DeltaOptions, type DeltaRead } from './delta.ts';
import { createHttp } from './http.ts';
import { observed } from './observed.ts';
import { walk, type OnPage, type PageOptions, type PagesRead, type WalkParts } from './pages.ts';
import type { RetryLimits } from './repeat.ts';
import { createRequester } from './request.ts';
import { createSeenIds } from './seen-ids.ts';
import type { GraphSession } from './session.ts';

export type { BatchRequest, DeltaOptions, DeltaRead, GraphSession, OnPage, PagesRead };

/**
 * Reads one version of Graph. Paths are relative to it, such as `organization?$select=id`.
 *
 * Every method rejects with the reason of the signal, and with what its callback throws. Everything that Microsoft may answer is a failure as a value. No token is sent to
 * an address outside of Graph's, wherever the address comes from.
 */
export interface GraphReads {
  /** One resource. */
  get<Shape extends z.ZodType>(
    session: GraphSession,
    path: string,
    shape: Shape,
  ): Promise<Result<z.output<Shape>, GraphFailure>>;
  /**
   * All pages of a collection from a path on, or from the link of one of its pages, the next one fetched while `onPage` works. An object with the same id within the last 10,000 objects is handed over once, in its first form.
   * A page with a member of another shape is a failure with the path to it.
   */
  pages<Item extends z.ZodType>(
    session: GraphSession,
    pathOrLink: string,
    item: Item,
    onPage: OnPage<z.output<Item>>,
    options?: PageOptions,
  ): Promise<PagesRead>;
  /**
   * A round of changes, in their order: from a `deltaLink` on, or everything where a path is given. A token that Graph no longer knows begins the round anew, once, and the
   * answer says so.
   */
  delta<Item extends z.ZodType>(
    session: GraphSession,
    pathOrLink: string,
    item: Item,
    onPage: OnPage<z.output<Item>>,
    options?: DeltaOptions,
  ): Promise<DeltaRead>;
  /** Any number of reads, in batches of 20. The results have the order of the requests, and each its own state. */
  batch<Shape extends z.ZodType>(
    session: GraphSession,
    requests: readonly BatchRequest[],
    shape: Shape,
  ): Promise<readonly Result<z.output<Shape>, GraphFailure>[]>;
}

/** Reads version 1.0 of Graph. All versions share the budget and the tokens. */
export interface GraphClient extends GraphReads {
  /** Reads the beta version, for what v1.0 does not have: Microsoft may change it at any time. A link from one version to another is refused. */
  readonly beta: GraphReads;
}

/** Options of {@link createGraphClient}. */
export interface GraphClientOptions {
  readonly endpoints: Endpoints;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  /** @default the platform's */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** From 0 to below 1. @default Math.random */
  readonly random?: (() => number) | undefined;
  readonly limits: GraphLimits;
  /** Is told of every request. @default nothing is told */
  readonly instrumentation?: Instrumentation | undefined;
  /** Is told the path to a member of another shape. @default nothing is logged */
  readonly logger?: Logger | undefined;
}

/** What a client may use. */
export interface GraphLimits extends RetryLimits {
  /** How long one attempt may take, its body included, in milliseconds. */
  readonly requestMillis: number;
  /** The longest body that is read, in bytes after decompression. */
  readonly maxBytes: number;
  /** Pages of one list. */
  readonly maxPages: number;
  /** Requests in progress over all tenants. */
  readonly concurrency: number;
  /** Requests in progress of one tenant. */
  readonly concurrencyPerTenant: number;
  /** How fast each tenant is asked; null for no limit. */
  readonly perTenant: Rate | null;
  /** How fast all tenants together are asked; null for no limit. */
  readonly overall: Rate | null;
}

/** Makes a {@link GraphClient}. */
export function createGraphClient(options: GraphClientOptions): GraphClient {
  const { endpoints, clock, scheduler, fetch, limits, random = Math.random } = options;
  const { instrumentation = noInstrumentation, logger = silentLogger } = options;
  const http = observed(createHttp({ clock, scheduler, fetch, ...limits }), { clock, instrumentation, logger });
  const budget = createBudget({ clock, scheduler, ...limits });
  const shared = { budget, clock, scheduler, random, limits };
  const request = createRequester({ ...shared, http, endpoints });
  const readsOf = (version: GraphVersion): GraphReads => {
    const root = { origin: endpoints.graph, version };
    const url = `${root.origin}/${version}/$batch`;
    return createReads({
      walkParts: { request, root, maxPages: limits.maxPages },
      batchParts: { ...shared, request, url },
      logger,
    });
  };
  return { ...readsOf('v1.0'), beta: readsOf('beta') };
}

interface ReadParts {
  readonly walkParts: WalkParts;
  readonly batchParts: BatchParts;
  readonly logger: Logger;
}

function createReads({ walkParts, batchParts, logger }: ReadParts): GraphReads {
  const { request } = walkParts;
  const { origin, version } = walkParts.root;
  const judged = (address: string): string | null => allowedAddress(address, origin, version);
  const addressOf = (path: string): string | null => judged(`${origin}/${version}/${encoded(path)}`);
  return {
    async get(session, path, shape) {
      const url = addressOf(path);
      if (url === null) return err(told(logger, refusedPath));
      const answer = await request(session, { method: 'GET', url });
      return answer
        .andThen(({ status, body }) => readShape(shape, body, status))
        .mapErr((found) => told(logger, found));
    },
    async pages(session, pathOrLink, item, onPage, { withEmptyPages } = {}) {
      const url = judged(pathOrLink) ?? addressOf(pathOrLink);
      if (url === null) return { items: 0, pages: 0, failure: refusedPath };
      const {
        items,
        pages,
        failure: found,
      } = await walk({ session, url, item, onPage, withEmptyPages, isNew: createSeenIds() }, walkParts);
      return { items, pages, failure: found && told(logger, found) };
    },
    async delta(session, pathOrLink, item, onPage, { startPath, onRestart, withEmptyPages } = {}) {
      const url = judged(pathOrLink) ?? addressOf(pathOrLink);
      const isPath = url !== pathOrLink;
      const startUrl = startPath === undefined ? url && (isPath ? url : withoutQuery(url)) : addressOf(startPath);
      if (url === null || startUrl === null)
        return { items: 0, pages: 0, failure: refusedPath, deltaLink: null, isRestart: false };
      const followsLocation = startPath === undefined;
      const round = { session, url, item, onPage, startUrl, followsLocation, onRestart, withEmptyPages };
      const read = await readDelta(round, walkParts);
      return { ...read, failure: read.failure && told(logger, read.failure) };
    },
    async batch(session, requests, shape) {
      const readable = requests.map(({ path, ...rest }) => ({ ...rest, path: encoded(path) }));
      const answers = await sendBatch(session, readable, batchParts);
      return answers.map((answer) =>
        answer.andThen((body) => readShape(shape, body, 200)).mapErr((found) => told(logger, found)),
      );
    },
  };
}

const refusedPath = failure('failed', 'unknown_error', { providerCode: 'refused_path' });

/** Filters have spaces and quotes, which an address has encoded. */
function encoded(path: string): string {
  return path.replaceAll(/[ "<>^`{|}]/g, (found) => encodeURIComponent(found));
}

/** Says which member of an answer has another shape: its name is in no evidence. */
function told(logger: Logger, found: GraphFailure): GraphFailure {
  if (found.path !== null) logger.warn('graph_invalid_response', { path: found.path, status: found.status });
  return found;
}
