import { err, ok, toInstant, type AbortSignalLike } from '@tenantatlas/core';
import type * as z from 'zod';
import { failure, wrongShape, type GraphFailure } from '../../src/answers/failure.ts';
import type { Reader } from '../../src/capabilities/reader.ts';
import type { GraphReads, OnPage, PagesRead } from '../../src/transport/client.ts';
import { tokens } from './graph-of.ts';

/** A list: its pages, and how it ends. A single answer: `body`. */
export type Scripted =
  | { readonly pages: readonly (readonly unknown[])[]; readonly failure?: GraphFailure }
  | { readonly body: unknown }
  | { readonly failure: GraphFailure };

/** What Graph answers to a path that was not scripted. */
const notFound = failure('failed', 'unknown_error', { providerCode: 'Request_ResourceNotFound', status: 404 });
export const forbidden = failure('forbidden', 'provider_permission_missing', {
  providerCode: 'Authorization_RequestDenied',
  status: 403,
});
export const notLicensed = failure('not_licensed', 'unknown_error', {
  providerCode: 'AadPremiumLicenseRequired',
  status: 400,
});
export const throttled = failure('throttled', 'rate_limited', { status: 429, retryAt: toInstant(1_800_000_000_000) });
export const malformed = wrongShape(['value', 0, 'id'], 200);
export const noConsent = failure('forbidden', 'provider_consent_missing', { providerCode: 'AADSTS65001', status: 400 });

/** When everything of these tests happens. */
export const noon = toInstant(Date.UTC(2026, 10, 30, 12));

/** A client without transport. The longest key that the decoded path begins with answers, and paths of the beta version begin with `beta/`; shapes are applied as the client does. */
export function scriptedGraph(
  answers: { readonly [path: string]: Scripted },
  {
    clientId = null,
    signal = new AbortController().signal,
  }: { clientId?: string | null; signal?: AbortSignalLike } = {},
): Reader & { readonly asked: readonly string[] } {
  const asked: string[] = [];
  const find = (path: string): Scripted => {
    const plain = decodeURIComponent(path);
    asked.push(plain);
    const keys = Object.keys(answers).filter((key) => plain.startsWith(key));
    const [key = ''] = keys.toSorted((one, other) => other.length - one.length);
    return answers[key] ?? { failure: notFound };
  };
  const one = <S extends z.ZodType>(path: string, shape: S) => {
    const found = find(path);
    if (!('body' in found)) return err('failure' in found && found.failure ? found.failure : notFound);
    const parsed = shape.safeParse(found.body);
    return parsed.success ? ok(parsed.data) : err(wrongShape(parsed.error.issues[0]?.path ?? [], 200));
  };
  const pages = async <S extends z.ZodType>(path: string, item: S, onPage: OnPage<z.output<S>>): Promise<PagesRead> => {
    const found = find(path);
    const [scripted, failed] = 'pages' in found ? [found.pages, found.failure ?? null] : [[], null];
    if (!('pages' in found)) return { items: 0, pages: 0, failure: 'failure' in found ? found.failure : notFound };
    let items = 0;
    for (const [at, page] of scripted.entries()) {
      const read: z.output<S>[] = [];
      for (const [index, value] of page.entries()) {
        const parsed = item.safeParse(value);
        const path = ['value', index, ...(parsed.error?.issues[0]?.path ?? [])];
        if (!parsed.success) return { items, pages: at, failure: wrongShape(path, 200) };
        read.push(parsed.data);
      }
      items += read.length;
      if (read.length > 0) await onPage(read, null);
      if (signal.aborted) throw signal.reason;
    }
    return { items, pages: scripted.length, failure: failed };
  };
  const readsOf = (version: string): GraphReads => ({
    get: async (_, path, shape) => one(version + path, shape),
    pages: (_, path, item, onPage) => pages(version + path, item, onPage),
    delta: async () => ({ items: 0, pages: 0, failure: notFound, deltaLink: null, isRestart: false }),
    batch: async (_, requests, shape) => requests.map(({ path }) => one(version + path, shape)),
  });
  const client = { ...readsOf(''), beta: readsOf('beta/') };
  const session = { tenant: 'contoso.example', source: { ...tokens(), clientId }, isFresh: false, signal };
  return { client, session, now: () => noon, asked };
}

/** Takes what a reading hands over. */
export function collecting<Item>(): { readonly items: Item[]; readonly onItems: (items: readonly Item[]) => void } {
  const items: Item[] = [];
  return { items, onItems: (page) => void items.push(...page) };
}

/** A GUID that is told from others by its number. */
export function guid(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}
