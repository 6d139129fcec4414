import { err, ok, type Result } from '@tenantatlas/core';
import type * as z from 'zod';
import { wrongShape, type GraphFailure } from './failure.ts';

/** Reads an answer by its schema. Members that the schema does not name are ignored; another shape is a failure that names the path, never a default. */
export function readShape<Shape extends z.ZodType>(
  shape: Shape,
  body: unknown,
  status: number,
): Result<z.output<Shape>, GraphFailure> {
  const parsed = shape.safeParse(body);
  return parsed.success ? ok(parsed.data) : err(wrongShape(parsed.error.issues[0]?.path ?? [], status));
}
