import * as z from 'zod';
import { lazy } from '../kernel/lazy.ts';
import { timeFields } from '../kernel/time-fields.ts';

/** Input of `telemetry.summary` and `trend`. */
export const usageRangeInput = lazy(() => z.strictObject({ ...timeFields }));
