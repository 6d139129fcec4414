import type { Instrumentation } from '../ports/instrumentation.ts';
import type { Logger } from '../ports/logger.ts';

/** Wraps a host's observer: what it throws is logged and ignored, so that it cannot make a refusal or a pause fail. */
export function shieldedInstrumentation(instrumentation: Instrumentation, logger: Logger): Instrumentation {
  return {
    control(event) {
      try {
        instrumentation.control(event);
      } catch (reason) {
        logger.warn('instrumentation_failed', { name: reason instanceof Error ? reason.name : typeof reason });
      }
    },
  };
}
