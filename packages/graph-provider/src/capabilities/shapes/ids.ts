import * as z from 'zod';

/** Whether two ids name one object: Microsoft writes the letters of a GUID in either case. */
export function isSameId(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** The id of an object. It goes into paths and filters, so it holds nothing that ends a segment or a quoted text. */
export const objectId = z.string().regex(/^[A-Za-z0-9_-]{1,128}$/);
