import type { PermissionManifest } from '@tenantatlas/core';
import type { TokenSource } from '../tokens/token-source.ts';
import type { GraphArguments } from './arguments.ts';

/** What a command works with. */
export interface Work {
  readonly args: GraphArguments;
  /** Signs in. */
  readonly source: TokenSource;
  /** What is needed besides the permissions of the provider. */
  readonly permissions: readonly PermissionManifest[];
  readonly fetch: typeof globalThis.fetch;
}

/** A person waits for the answer: an outage that lasts is told after a few seconds. Waits that Microsoft asks for are not shorter. */
export const limits = { maxAttempts: 4 } as const;
