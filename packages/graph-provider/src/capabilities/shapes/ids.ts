import * as z from 'zod';

/** The id of an object. It goes into paths and filters, so it holds nothing that ends a segment or a quoted text. */
export const objectId = z.string().regex(/^[A-Za-z0-9_-]{1,128}$/);
