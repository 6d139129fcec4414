import { decisionAnswer, errorTable, sentenceAnswer, type ErrorCode } from '@tenantatlas/core';
import * as z from 'zod';
import { statusOf } from '../contract/problem.ts';
import { transportProblems, type TransportProblem } from '../contract/transport-problems.ts';
import { answerSchema, toComponent, type Named } from './json-schema.ts';

/** What each error carries besides `code` and `message`. */
export const problemMembers = () =>
  ({
    unauthenticated: z.strictObject({}),
    forbidden: z.strictObject({ capability: z.string() }),
    not_found: z.strictObject({}),
    invalid_input: z.strictObject({
      issues: z.array(z.strictObject({ path: z.string(), rule: z.string(), fix: sentenceAnswer() })).min(1),
    }),
    control_paused: z.strictObject({ decision: decisionAnswer(), titleMessage: sentenceAnswer() }),
    conflict: z.strictObject({
      reason: z.enum([
        'version',
        'exists',
        'scope_busy',
        'idempotency_mismatch',
        'nothing_to_do',
        'lifecycle',
        'not_ready',
        'managed_by_host',
      ]),
      winner: z.strictObject({ type: z.string(), id: z.string() }).nullable(),
    }),
    immutable: z.strictObject({ state: z.string() }),
    rate_limited: z.strictObject({ retryAfter: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER) }),
    storage_failure: z.strictObject({
      kind: z.enum([
        'unavailable',
        'locked',
        'login_refused',
        'unsupported_server',
        'encoding',
        'pooler',
        'read_only',
        'no_transaction',
        'transaction_aborted',
        'isolation_level',
        'schema_missing',
        'schema_outdated',
        'schema_newer',
        'schema_altered',
        'roles_not_granted',
        'permission_denied',
      ]),
      retryable: z.boolean(),
      outcome: z.enum(['not_written', 'unknown']),
    }),
  }) as const satisfies { readonly [code in ErrorCode]?: z.ZodObject };

/** The codes that a described route can answer with. */
export type DescribedCode = keyof ReturnType<typeof problemMembers>;

/** One reason for a status: an error of the table, or a problem of the transport. */
export interface Reason {
  readonly status: number;
  /** What it means, in one sentence. */
  readonly text: string;
  /** The problem's `type`, which distinguishes the reasons of one status. */
  readonly type: string;
  /** Where its schema is. */
  readonly ref: string;
}

const texts: { readonly [code in DescribedCode]: string } = {
  unauthenticated: 'The request carries no valid sign-in.',
  forbidden: 'The caller lacks a capability.',
  not_found: 'The thing does not exist, or the caller may not know of it.',
  invalid_input: 'Something in the request is wrong; every issue names its path, its rule and the fix.',
  control_paused: 'An operational control has paused it.',
  conflict: 'The state of things stands in the way.',
  immutable: 'It can no longer be changed.',
  rate_limited: 'Too many requests of this caller.',
  storage_failure: 'The database could not serve the request.',
};

/** The possible reasons, by code and by problem of the transport. */
export interface Reasons {
  readonly errors: { readonly [code in DescribedCode]: Reason };
  readonly transport: { readonly [problem in TransportProblem]: Reason };
}

/** All problems as schemas, named in the document. */
export function problemReasons(problemBase: string, named: Named): Reasons {
  const members = problemMembers();
  const codes = Object.keys(members) as DescribedCode[];
  const ref = addNamed('TransportProblem', transportSchema(), named);
  return {
    errors: byName(codes, (code) => errorReason(code, members[code].shape, problemBase, named)),
    transport: byName(Object.keys(transportProblems) as TransportProblem[], (problem) => {
      const [status, title] = transportProblems[problem];
      return { status, type: 'about:blank', text: `${title}.`, ref };
    }),
  };
}

function byName<Name extends string, Value>(names: readonly Name[], valueOf: (name: Name) => Value) {
  return Object.fromEntries(names.map((name) => [name, valueOf(name)])) as { readonly [name in Name]: Value };
}

function errorReason(code: DescribedCode, members: z.ZodRawShape, problemBase: string, named: Named): Reason {
  const status = statusOf({ code });
  const type = `${problemBase}${errorTable[code].problemType}`;
  const schema = z.strictObject({
    type: z.literal(type),
    title: z.string(),
    status: z.literal(status),
    detail: z.string(),
    code: z.literal(code),
    message: sentenceAnswer(),
    ...members,
  });
  return { status, type, text: texts[code], ref: addNamed(nameOf(code), schema, named) };
}

function transportSchema(): z.ZodType {
  const all = Object.values(transportProblems);
  return z.strictObject({
    type: z.literal('about:blank'),
    title: z.enum(all.map(([, title]) => title)),
    status: z.literal([...new Set(all.map(([status]) => status))]),
  });
}

/** `not_found` as `NotFoundProblem`. */
function nameOf(code: string): string {
  return `${code.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase())}Problem`;
}

function addNamed(name: string, schema: z.ZodType, named: Named): string {
  named.set(name, answerSchema(schema, named));
  return toComponent(name);
}

/** Which problems of the transport a route can answer with; `never` marks those of requests that reach no route. */
export const transportReach: { readonly [problem in TransportProblem]: 'always' | 'writes' | 'never' } = {
  bodyBroken: 'writes',
  bodyRead: 'writes',
  bodyMissing: 'writes',
  notJson: 'writes',
  byteOrderMark: 'writes',
  notUtf8: 'writes',
  duplicateMember: 'writes',
  tooDeep: 'writes',
  crossOrigin: 'writes',
  noSuchRoute: 'never',
  methodNotAllowed: 'never',
  bodyTimeout: 'writes',
  tooLarge: 'writes',
  urlTooLong: 'always',
  notJsonType: 'writes',
  internal: 'always',
  timeout: 'always',
};
