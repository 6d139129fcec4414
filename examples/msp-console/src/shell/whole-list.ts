import { isAtlasError } from '@tenantatlas/core/browser';
import { isRetryable, type AnyAtlasError } from '@tenantatlas/react-hooks';

/**
 * Query options of a list that is read to its end: read again after a minute, and repeated where that may help. What is not an answer of the server is a bug
 * and goes to the error boundary.
 */
export const wholeList = {
  networkMode: 'always',
  staleTime: 60_000,
  retry: (failures: number, error: AnyAtlasError): boolean => failures < 2 && isAtlasError(error) && isRetryable(error),
  throwOnError: (error: AnyAtlasError): boolean => !isAtlasError(error),
} as const;
