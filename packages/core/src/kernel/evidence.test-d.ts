import type { Evidence } from './evidence.ts';

declare const roles: Evidence<readonly string[]>;

// @ts-expect-error A value cannot be read before its collection state was asked for.
export const shortcut: readonly string[] = roles.value;

// @ts-expect-error A part is not a value either.
export const part: readonly string[] = roles.collection === 'partial' ? roles.value : [];

// @ts-expect-error What is last known comes with its instant, so that it cannot be taken for the value.
export const known: readonly string[] | null = roles.collection === 'collected' ? null : roles.lastKnown;

/** The way that compiles. */
export const read: readonly string[] | 'unknown' = roles.collection === 'collected' ? roles.value : 'unknown';
