import { err, ok, type Result } from '@tenantatlas/core';
import * as z from 'zod';
import { failure, wrongShape, type GraphFailure } from '../answers/failure.ts';
import { allowedAddress, type GraphVersion } from './address.ts';

/** One page, with its members as Graph sent them. */
export interface Page {
  readonly status: number;
  readonly value: readonly unknown[];
  readonly nextLink: string | null;
  readonly deltaLink: string | null;
}

const envelope = z.object({
  value: z.array(z.unknown()),
  '@odata.nextLink': z.string().optional(),
  '@odata.deltaLink': z.string().optional(),
});

/** Reads the frame of a page. */
export function readPage(body: unknown, status: number): Result<Page, GraphFailure> {
  const page = envelope.safeParse(body);
  if (!page.success) return err(wrongShape(page.error.issues[0]?.path ?? [], status));
  const { value, '@odata.nextLink': nextLink = null, '@odata.deltaLink': deltaLink = null } = page.data;
  return ok({ status, value, nextLink, deltaLink });
}

/** Reads the members of a page by their shape. `isNew` says which of them count. */
export function readItems<Item extends z.ZodType>(
  { value, status }: Page,
  item: Item,
  isNew: (member: unknown) => boolean,
): Result<readonly z.output<Item>[], GraphFailure> {
  const items: z.output<Item>[] = [];
  for (const [index, member] of value.entries()) {
    if (!isNew(member)) continue;
    const parsed = item.safeParse(member);
    if (!parsed.success) return err(wrongShape(['value', index, ...(parsed.error.issues[0]?.path ?? [])], status));
    items.push(parsed.data);
  }
  return ok(items);
}

/** Which version of Graph is read, and where it is. */
export interface GraphRoot {
  readonly origin: string;
  readonly version: GraphVersion;
}

/** A link of Graph, if a token may be sent there. */
export function judgedLink(link: string, { origin, version }: GraphRoot): Result<string, GraphFailure> {
  const address = allowedAddress(link, origin, version);
  return address === null ? err(failure('failed', 'unknown_error', { providerCode: 'refused_link' })) : ok(address);
}
