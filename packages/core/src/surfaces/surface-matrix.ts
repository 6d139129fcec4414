import { deepFreeze } from '../kernel/json.ts';
import { lazy } from '../kernel/lazy.ts';
import { surfaceMessages } from './messages.ts';
import { presentOnboardingVerification } from './onboarding-verification-rules.ts';
import { presentRecentOperations } from './recent-operations-rules.ts';
import {
  onboardingVerificationDimensions,
  recentOperationsDimensions,
  verificationDimensions,
  type SurfaceFacts,
} from './surface-facts.ts';
import type { SurfaceOutcome } from './surface-outcome.ts';
import { surfaceWords } from './surface-words.ts';
import { presentTenantVerification } from './tenant-verification-rules.ts';

/** The values of each thing that decides about a surface, in the order in which `rows` are nested. */
export type SurfaceDimensions = { readonly [name: string]: readonly string[] };

/** For each value of the next dimension what follows, and at the end the index of an outcome. */
export type SurfaceRows = number | { readonly [value: string]: SurfaceRows };

/** Everything that one surface can show. */
export interface SurfaceTable {
  readonly dimensions: SurfaceDimensions;
  /** Each different outcome once. */
  readonly outcomes: readonly SurfaceOutcome[];
  /** Which outcome each combination of values has, by the values in the order of the dimensions. */
  readonly rows: SurfaceRows;
}

/** What every embedded surface shows in every state, as data. */
export interface SurfaceMatrix {
  readonly surfaces: {
    readonly 'tenant.verification': SurfaceTable;
    readonly 'tenant.recent_operations': SurfaceTable;
    readonly 'onboarding.verification': SurfaceTable;
  };
  /** The id of the message for each action, mark, tooltip, notice and state of a verification. */
  readonly words: typeof surfaceWords;
  /** These messages in English and German, in ICU syntax. */
  readonly messages: { readonly [id: string]: { readonly en: string; readonly de: string } };
}

/** Every combination of one value of each dimension, the last dimension changing first. */
export function allFacts<Dimensions extends SurfaceDimensions>(
  dimensions: Dimensions,
): readonly SurfaceFacts<Dimensions>[] {
  const combined = Object.entries(dimensions).reduce<readonly { readonly [name: string]: string }[]>(
    (sofar, [name, values]) => sofar.flatMap((facts) => values.map((value) => ({ ...facts, [name]: value }))),
    [{}],
  );
  // Each has one value of each dimension.
  return combined as readonly SurfaceFacts<Dimensions>[];
}

/**
 * What every embedded surface shows in every state, for a host that draws surfaces itself. It is made of the functions that decide here, so both say the same. The
 * package has it as `surface-matrix.json` too, for hosts in other languages.
 *
 * @example
 * const { dimensions, outcomes } = surfaceMatrix().surfaces['tenant.verification'];
 * dimensions.lifecycle; // ['draft', 'onboarding', 'active', 'archived']
 * outcomes.map(({ primary }) => primary?.action ?? null);
 */
export const surfaceMatrix: () => SurfaceMatrix = lazy(() =>
  deepFreeze({
    surfaces: {
      'tenant.verification': tableOf(verificationDimensions, presentTenantVerification),
      'tenant.recent_operations': tableOf(recentOperationsDimensions, presentRecentOperations),
      'onboarding.verification': tableOf(onboardingVerificationDimensions, presentOnboardingVerification),
    },
    words: surfaceWords,
    messages: Object.fromEntries(wordIds.map((id) => [id, surfaceMessages[id]])),
  }),
);

const wordIds = [...new Set(Object.values(surfaceWords).flatMap((words) => Object.values(words)))];

function tableOf<Dimensions extends SurfaceDimensions>(
  dimensions: Dimensions,
  present: (facts: SurfaceFacts<Dimensions>) => SurfaceOutcome,
): SurfaceTable {
  const outcomes: SurfaceOutcome[] = [];
  const texts = new Map<string, number>();
  const indexOf = (outcome: SurfaceOutcome): number => {
    const text = JSON.stringify(outcome);
    const known = texts.get(text);
    if (known !== undefined) return known;
    texts.set(text, outcomes.length);
    return outcomes.push(outcome) - 1;
  };
  const nest = (
    rest: readonly (readonly [string, readonly string[]])[],
    facts: { readonly [name: string]: string },
  ): SurfaceRows => {
    const [next, ...later] = rest;
    // All dimensions have their value.
    if (!next) return indexOf(present(facts as SurfaceFacts<Dimensions>));
    const [name, values] = next;
    return Object.fromEntries(values.map((value) => [value, nest(later, { ...facts, [name]: value })]));
  };
  const rows = nest(Object.entries(dimensions), {});
  return { dimensions, outcomes, rows };
}
