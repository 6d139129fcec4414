import type { Logger } from '@tenantatlas/core';
import type { HandlerLimits } from './limits.ts';
import { reportBug } from './report-bug.ts';
import { requestIdOf } from './request-id.ts';
import { refuse } from './transport-problem.ts';
import { withinTime } from './within-time.ts';

/** Answers a Web-standard request. Never rejects. */
export type AtlasHandler = (request: Request) => Promise<Response>;

/** What a handler needs to stay within its bounds. */
export interface Bounds {
  readonly limits: HandlerLimits;
  readonly logger?: Logger | undefined;
}

/** What is known of a request besides itself. `late` fires when the request has timed out. */
export interface Bindings {
  readonly late: AbortSignal;
  readonly requestId: string;
}

/**
 * A handler around `answer`: it refuses addresses that are too long and answers that take too long, and gives every answer the headers that all need. It never rejects: what
 * `answer` throws is logged by its name, and answered with 500 without a stack or a cause.
 */
export function inBounds(
  bounds: Bounds,
  answer: (request: Request, bindings: Bindings) => Response | Promise<Response>,
): AtlasHandler {
  return async (request) => {
    const requestId = requestIdOf(request);
    const { body, status, headers } = await answerTo(request, requestId, bounds, answer);
    // The headers of a response that the platform made cannot be changed.
    return new Response(request.method === 'HEAD' ? null : body, {
      status,
      headers: { ...Object.fromEntries(headers), ...commonHeaders, 'x-request-id': requestId },
    });
  };
}

/**
 * An answer is for one caller at one instant, so caches must not store it. Browsers must not guess another media type, and must not tell the address: that of a
 * consent holds its secret, also where the answer is a problem and the secret still counts.
 */
const commonHeaders = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

async function answerTo(
  request: Request,
  requestId: string,
  { limits, logger }: Bounds,
  answer: (request: Request, bindings: Bindings) => Response | Promise<Response>,
): Promise<Response> {
  try {
    if (request.url.length > limits.urlLength) return refuse('urlTooLong');
    const answered = await withinTime(limits.timeoutMillis, async (late) => answer(request, { late, requestId }));
    if (!answered) logger?.warn('http_timeout', { requestId });
    return answered ?? refuse('timeout');
  } catch (reason) {
    reportBug(logger, 'http_bug', reason, { requestId });
    return refuse('internal');
  }
}
