import type { Clock, Instrumentation, Logger, ProviderRequestEvent } from '@tenantatlas/core';
import type { Http } from './http.ts';
import { operationName } from './operation-name.ts';

/** Who is told of requests. */
export interface Observers {
  readonly clock: Clock;
  readonly instrumentation: Instrumentation;
  readonly logger: Logger;
}

/** Tells the instrumentation of every request that ended. What it throws is logged and ignored. */
export function observed(http: Http, { clock, instrumentation, logger }: Observers): Http {
  const tell = (event: ProviderRequestEvent): void => {
    try {
      instrumentation.request?.(event);
    } catch (reason) {
      logger.warn('instrumentation_failed', { name: reason instanceof Error ? reason.name : typeof reason });
    }
  };
  return async (request) => {
    const startedAt = clock.epochMillis();
    const end = (status: number | null, outcome: ProviderRequestEvent['outcome']): void =>
      tell({
        name: 'provider.request',
        provider: 'microsoft',
        operation: operationName(request.method, request.url),
        status,
        outcome,
        startedAt,
        durationMillis: Math.max(0, clock.epochMillis() - startedAt),
      });
    try {
      const answer = await http(request);
      if (answer.isOk()) end(answer.value.status, answer.value.status < 400 ? 'answered' : 'refused');
      else end(answer.error.status, 'failed');
      return answer;
    } catch (reason) {
      end(null, 'aborted');
      throw reason;
    }
  };
}
