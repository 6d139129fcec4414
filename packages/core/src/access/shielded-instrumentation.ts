import type { Instrumentation } from '../ports/instrumentation.ts';
import type { Logger } from '../ports/logger.ts';

/** A host's observer that can harm nothing: what it throws is logged and ignored, so that no refusal and no pause fails because somebody watched. */
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
