import type { ControlEvent, Instrumentation } from '../../src/ports/instrumentation.ts';
import type { LogFields, Logger } from '../../src/ports/logger.ts';

/** One line that was logged. */
export interface LogLine {
  readonly level: 'warn' | 'error';
  readonly event: string;
  readonly fields: LogFields;
}

/** A logger that keeps its lines. */
export function recordingLogger(): Logger & { readonly lines: readonly LogLine[] } {
  const lines: LogLine[] = [];
  return {
    lines,
    warn: (event, fields) => void lines.push({ level: 'warn', event, fields }),
    error: (event, fields) => void lines.push({ level: 'error', event, fields }),
  };
}

/** An observer that records its events. */
export function recordingInstrumentation(): Instrumentation & { readonly events: readonly ControlEvent[] } {
  const events: ControlEvent[] = [];
  return { events, control: (event) => void events.push(event) };
}
