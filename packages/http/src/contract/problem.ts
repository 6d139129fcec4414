import { errorTable, isAtlasError, type ErrorCode, type Sentence } from '@tenantatlas/core/browser';

/**
 * An error as RFC 9457 problem details: the standard members, and the error's own beside them.
 *
 * Of a `control_paused` the sentence `title` travels as `titleMessage`, because `title` is the standard's.
 */
export interface Problem {
  /** Where the code is explained, or `about:blank` for errors before the SDK is called. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code?: ErrorCode;
  readonly detail?: string;
  readonly message?: Sentence;
  readonly [member: string]: unknown;
}

/** The media type of problem details. */
export const problemMediaType = 'application/problem+json';

/** Where the errors are documented unless the host says otherwise. */
export const defaultProblemBase = 'https://tenantatlas.dev/errors/';

type AtlasError = { readonly code: ErrorCode; readonly message: Sentence; readonly [member: string]: unknown };

const titles: { readonly [Code in ErrorCode]: string } = {
  unauthenticated: 'Sign in first',
  not_found: 'Not found',
  forbidden: 'Capability missing',
  invalid_input: 'Invalid input',
  control_paused: 'Paused by an operational control',
  conflict: 'Conflict',
  immutable: 'No longer changeable',
  rate_limited: 'Too many requests',
  provider_failure: 'The provider failed',
  storage_failure: 'Storage failed',
  unsafe_content: 'Content withheld',
  unreachable: 'Unreachable',
};

/** The status of an error. A provider that may be asked again later is unavailable, any other is a bad gateway. */
export function statusOf(error: { readonly code: ErrorCode; readonly retryable?: unknown }): number {
  if (error.code === 'provider_failure') return error.retryable === true ? 503 : 502;
  return errorTable[error.code].status ?? 503;
}

/** An error as problem details. */
export function toProblem(error: { readonly code: ErrorCode; readonly message: Sentence }, base: string): Problem {
  const { title, ...members } = error as AtlasError & { readonly title?: Sentence };
  return {
    type: `${base}${errorTable[error.code].problemType}`,
    title: titles[error.code],
    status: statusOf(error),
    detail: error.message.text,
    ...members,
    ...(title ? { titleMessage: title } : {}),
  };
}

/** The error in problem details; null when they come from another source or from the transport. */
export function fromProblem(problem: unknown): { readonly code: ErrorCode; readonly message: Sentence } | null {
  if (!isAtlasError(problem)) return null;
  const { type, title, status, detail, code, titleMessage, ...members } = problem as unknown as Problem;
  // Members have the same order as in process, so that the errors are the same bytes.
  return { code, ...(titleMessage === undefined ? {} : { title: titleMessage }), ...members } as unknown as AtlasError;
}
