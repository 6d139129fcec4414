import type { WindowKey } from '@tenantatlas/core/browser';
import { useState } from 'react';
import { demand, isRecord, oneOf, optional, type PropRule } from '../../provider/check-props.ts';
import type { HookResult } from '../../result.ts';

/** Two instants, both included. */
export interface UsageRange {
  /** An RFC 3339 instant. */
  readonly from: string;
  /** An RFC 3339 instant. */
  readonly to: string;
}

/** Of which time product usage is shown. */
export interface UsageTimeProps {
  /** Until now. @default '24h' */
  readonly window?: WindowKey | undefined;
  /** Two instants in the place of a window, at most 400 days apart. */
  readonly range?: UsageRange | undefined;
}

/** The rules of {@link UsageTimeProps}. */
export const usageTimeRules = (): { readonly window: PropRule; readonly range: PropRule } => ({
  window: optional(oneOf('24h', '7d', '30d')),
  range: optional(
    {
      isRight: (value) => isRecord(value) && isInstant(value['from']) && isInstant(value['to']),
      rule: "is an object such as { from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z' }.",
    },
    'for a window',
  ),
});

function isInstant(value: unknown): boolean {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}

/** The request for a time. Throws an invariant for a window beside a range: one of the two would silently not count. */
export function usageRequest(component: string, { window, range }: UsageTimeProps) {
  demand(window === undefined || range === undefined, component, 'range', 'stands in the place of "window". Pass one.');
  return range ? { from: range.from, to: range.to } : { window: window ?? ('24h' as const) };
}

/** How many families there were at last, those of the SDK at first: what stands for the next answer is as high as that. */
export function useFamilyCount(result: HookResult<{ readonly families: readonly unknown[] }>): number {
  const [count, setCount] = useState(5);
  const now = result.state === 'ready' ? result.data.families.length : count;
  if (now !== count) setCount(now);
  return now;
}
