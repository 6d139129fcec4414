import { tenantLifecycles } from '../ports/tenant-store.ts';

/** What decides about a verification, with all values. */
export const verificationDimensions = {
  lifecycle: tenantLifecycles,
  /** How a tenant is connected: not at all, by a connection that is disabled, by one whose provider has no adapter here, or by one that a check can ask. */
  connection: ['missing', 'disabled', 'unserved', 'enabled'],
  /** What the viewer may do: open an operation, start a verification, both, or neither. */
  capability: ['none', 'open', 'start', 'open_and_start'],
  /** Whether a control pauses the start. */
  control: ['enabled', 'paused'],
  /** How the last verification stands. A `stale` one has ended and no longer speaks for the connection. */
  run: ['none', 'active', 'completed', 'stale'],
} as const;

/** What decides about the recent operations of a tenant, with all values. */
export const recentOperationsDimensions = {
  lifecycle: tenantLifecycles,
  capability: verificationDimensions.capability,
  runs: ['empty', 'populated'],
} as const;

/** What decides about the verification in an onboarding, with all values. */
export const onboardingVerificationDimensions = {
  ...verificationDimensions,
  /** Whether the onboarding can go on to its next step. One that was completed or cancelled has ended. */
  step: ['waiting', 'ready', 'ended'],
  /** Whether there is an earlier run than the current one. */
  previousRun: ['none', 'present'],
  /** Whether the viewer may see the monitoring of operations. */
  monitoring: ['hidden', 'reachable'],
} as const;

/** One value of each dimension. */
export type SurfaceFacts<Dimensions extends { readonly [name: string]: readonly string[] }> = {
  readonly [Name in keyof Dimensions]: Dimensions[Name][number];
};

/** The facts about the verification of a tenant. */
export type TenantVerificationFacts = SurfaceFacts<typeof verificationDimensions>;

/** The facts about the recent operations of a tenant. */
export type RecentOperationsFacts = SurfaceFacts<typeof recentOperationsDimensions>;

/** The facts about the verification in an onboarding. */
export type OnboardingVerificationFacts = SurfaceFacts<typeof onboardingVerificationDimensions>;

/** Whether the viewer may open an operation. */
export function mayOpen({ capability }: Pick<TenantVerificationFacts, 'capability'>): boolean {
  return capability === 'open' || capability === 'open_and_start';
}

/** Whether the viewer may start a verification, as far as capabilities say. */
export function mayStart({ capability }: Pick<TenantVerificationFacts, 'capability'>): boolean {
  return capability === 'start' || capability === 'open_and_start';
}
