import { describe, expect, it } from 'vitest';
import {
  conflict,
  errorMessages,
  errorTable,
  forbidden,
  immutable,
  invalidInput,
  isAtlasError,
  notFound,
  providerFailure,
  storageFailure,
  unsafeContent,
  type ConflictReason,
  type ErrorCode,
  type ErrorKind,
  type InputIssue,
  type StorageFailureKind,
} from './errors.ts';
import { InvariantError } from './invariant.ts';
import { messageProblems, type Sentence } from './sentence.ts';

const fix: Sentence = { id: 'input.required', params: {}, text: 'Give a value.' };
const issueAt = (path: string): InputIssue => ({ path, rule: 'required', fix });

const codes: readonly { readonly code: ErrorCode; readonly kind: ErrorKind; readonly status: number | null }[] = [
  { code: 'unauthenticated', kind: 'access', status: 401 },
  { code: 'not_found', kind: 'access', status: 404 },
  { code: 'forbidden', kind: 'access', status: 403 },
  { code: 'invalid_input', kind: 'input', status: 422 },
  { code: 'control_paused', kind: 'control', status: 409 },
  { code: 'conflict', kind: 'state', status: 409 },
  { code: 'immutable', kind: 'state', status: 409 },
  { code: 'rate_limited', kind: 'limit', status: 429 },
  { code: 'provider_failure', kind: 'dependency', status: 502 },
  { code: 'storage_failure', kind: 'dependency', status: 503 },
  { code: 'unsafe_content', kind: 'bug', status: 500 },
  { code: 'unreachable', kind: 'dependency', status: null },
];

describe('the error table', () => {
  it('is closed', () => {
    expect(Object.keys(errorTable)).toEqual(codes.map(({ code }) => code));
    expect(Object.isFrozen(errorTable)).toBe(true);
    expect(Object.values(errorTable).every((row) => Object.isFrozen(row))).toBe(true);
  });

  it.each(codes)('maps $code to $kind with HTTP status $status', ({ code, kind, status }) => {
    expect(errorTable[code]).toEqual({
      kind,
      status,
      problemType: code.replaceAll('_', '-'),
      helpTopic: `errors.${code}`,
    });
  });

  it('has the same placeholders in both languages', () => {
    expect(messageProblems(errorMessages)).toEqual([]);
  });
});

const conflictReasons = [
  'version',
  'exists',
  'scope_busy',
  'idempotency_mismatch',
  'nothing_to_do',
  'lifecycle',
  'not_ready',
  'managed_by_host',
] as const satisfies readonly ConflictReason[];

const built = [
  { name: 'not found', error: notFound(), text: 'Not found, or you may not see it.', fields: {} },
  {
    name: 'forbidden',
    error: forbidden('tenants.manage'),
    text: 'This needs the capability tenants.manage.',
    fields: { capability: 'tenants.manage' },
  },
  {
    name: 'invalid input',
    error: invalidInput([issueAt('name')]),
    text: '1 field needs a correction: name.',
    fields: { issues: [issueAt('name')] },
  },
  ...conflictReasons.map((reason) => ({
    name: `conflict: ${reason}`,
    error: conflict(reason),
    text: errorMessages[`errors.conflict.${reason}`].en,
    fields: { reason, winner: null },
  })),
  {
    name: 'conflict with a winner',
    error: conflict('scope_busy', { type: 'operation_run', id: 'r-1' }),
    text: 'Another operation is running here. Wait for it to end.',
    fields: { reason: 'scope_busy', winner: { type: 'operation_run', id: 'r-1' } },
  },
  {
    name: 'immutable',
    error: immutable('archived'),
    text: 'It is archived and can no longer be changed.',
    fields: { state: 'archived' },
  },
  {
    name: 'immutable, of a run',
    error: immutable('completed'),
    text: 'It is completed and can no longer be changed.',
    fields: { state: 'completed' },
  },
  {
    name: 'provider failure',
    error: providerFailure('throttled', true, 12),
    text: 'The provider did not do what was asked: throttled.',
    fields: { reasonCode: 'throttled', retryable: true, retryAfter: 12 },
  },
  {
    name: 'provider failure without a hint',
    error: providerFailure('consent_revoked', false),
    text: 'The provider did not do what was asked: consent_revoked.',
    fields: { reasonCode: 'consent_revoked', retryable: false, retryAfter: null },
  },
  {
    name: 'unsafe content',
    error: unsafeContent(['jwt', 'email']),
    text: 'The content was withheld because it holds secrets: jwt, email.',
    fields: { kinds: ['jwt', 'email'] },
  },
];

function isDeeplyFrozen(value: unknown): boolean {
  return (
    typeof value !== 'object' ||
    value === null ||
    (Object.isFrozen(value) && Object.values(value).every(isDeeplyFrozen))
  );
}

describe.each(built)('$name', ({ error, text, fields }) => {
  it('carries its code, its sentence and its fields, and nothing else', () => {
    const { code, message, ...rest } = error;
    expect(errorTable).toHaveProperty(code);
    expect(message.text).toBe(text);
    expect(rest).toEqual(fields);
  });

  it('is deeply frozen, plain JSON, and recognised before and after the wire', () => {
    const overTheWire: unknown = JSON.parse(JSON.stringify(error));
    expect(isDeeplyFrozen(error)).toBe(true);
    expect(overTheWire).toStrictEqual(error);
    expect(isAtlasError(error) && isAtlasError(overTheWire)).toBe(true);
  });
});

it('has one not_found, so that absent and hidden are the same bytes', () => {
  expect(notFound()).toBe(notFound());
});

it.each<[StorageFailureKind, 'not_written' | 'unknown', boolean, RegExp]>([
  ['unavailable', 'not_written', true, /Try again later/],
  ['locked', 'not_written', true, /in another process or in this one/],
  ['schema_outdated', 'not_written', false, /Run the migrations/],
  ['schema_newer', 'not_written', false, /Upgrade the SDK/],
  ['isolation_level', 'not_written', false, /READ COMMITTED/],
  ['login_refused', 'not_written', false, /Check user, password/],
  ['unsupported_server', 'not_written', false, /PostgreSQL 15 or newer/],
  ['encoding', 'not_written', false, /UTF8/],
  ['pooler', 'not_written', false, /prepare: false/],
  ['read_only', 'not_written', false, /primary server/],
  ['no_transaction', 'not_written', false, /Send BEGIN/],
  ['transaction_aborted', 'not_written', false, /Roll it back/],
  ['schema_missing', 'not_written', false, /Check the name of the schema, or run the migrations/],
  ['schema_altered', 'not_written', false, /tenantatlas doctor/],
  ['roles_not_granted', 'not_written', false, /tenantatlas plan --roles/],
  ['permission_denied', 'not_written', false, /lacks a right/],
  // A blind retry could make the change twice.
  ['unavailable', 'unknown', false, /Read it again before you repeat it/],
])('storage that is %s with outcome %s is retryable: %s', (kind, outcome, retryable, text) => {
  const failure = storageFailure(kind, outcome);
  expect(failure).toMatchObject({ code: 'storage_failure', kind, outcome, retryable });
  expect(failure.message.text).toMatch(text);
  expect(isDeeplyFrozen(failure)).toBe(true);
});

it('defaults an outcome of storage to not written', () => {
  expect(storageFailure('unavailable').outcome).toBe('not_written');
});

describe('invalid input', () => {
  it.each([
    [['a'], '1 field needs a correction: a.'],
    [['a', 'b'], '2 fields need a correction: a, b.'],
    [['a', 'a'], '1 field needs a correction: a.'],
    [['a', 'b', 'c', 'd', 'e'], '5 fields need a correction: a, b, c, d, e.'],
    [['a', 'b', 'c', 'd', 'e', 'f'], '6 fields need a correction: a, b, c, d, e, ….'],
  ])('at %j: %s', (paths, text) => {
    const error = invalidInput(paths.map(issueAt));
    expect(error.message.text).toBe(text);
    expect(error.issues.map(({ path }) => path)).toEqual(paths);
  });

  it('without an issue is a bug', () => {
    expect(() => invalidInput([])).toThrow(InvariantError);
  });
});

it("neither freezes nor exposes more of the caller's objects than the error declares", () => {
  const winner = { type: 'operation_run', id: 'r-1', inputs: { secret: 1 } };
  const issue = { ...issueAt('a'), value: 'what was sent' };
  expect(conflict('exists', winner).winner).toEqual({ type: 'operation_run', id: 'r-1' });
  expect(invalidInput([issue]).issues).toEqual([issueAt('a')]);
  expect(Object.isFrozen(winner) || Object.isFrozen(issue)).toBe(false);
});

it.each([
  ['null', null],
  ['text', 'not_found'],
  ['an Error', new Error('x')],
  ['an Error with a code', Object.assign(new Error('x'), { code: 'not_found' })],
  ['an unknown code', { code: 'teapot', message: fix }],
  ['a code that only the prototype has', { code: 'toString', message: fix }],
  ['no message', { code: 'not_found' }],
  ['a null message', { code: 'not_found', message: null }],
])('does not accept %s as an error of the table', (_, value) => {
  expect(isAtlasError(value)).toBe(false);
});
