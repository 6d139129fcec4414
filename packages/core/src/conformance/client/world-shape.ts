import type { AggregateIds } from './sample.ts';

/** What a world shall look like. */
export interface WorldShape {
  readonly archived: 'none' | 'workspace' | 'tenant';
  readonly paused: boolean;
  /** Whether there is also an aggregate of each kind in `w-1/t-2`, and one that was erased with its tenant. */
  readonly isCrowded: boolean;
}

/** The ids that a world was given. */
export interface WorldIds {
  /** Of `w-1/t-1`, of `w-2`, and in a crowded world of `w-1/t-2` and of the erased tenant. */
  readonly ids: { readonly [how in 'existing' | 'foreign' | 'sibling' | 'erased']: AggregateIds };
  readonly activationId: string;
}
