/** How a process of people who onboard one tenant is set up. */
export interface OnboarderConfig {
  readonly url: string;
  /** So many act at the same time. */
  readonly callers: number;
}

/** What a person does. */
export type OnboardingAct = 'start' | 'update' | 'complete' | 'cancel';

/** The session and its tenant, and what people do with them in the end. */
export interface ToOnboarder {
  readonly onboardingId: string;
  readonly tenantId: string;
  readonly acts: readonly OnboardingAct[];
}

/** How an act was answered: `ok` with the version that it gave the session, or the code of its error. */
export interface OnboardingAnswer {
  readonly act: OnboardingAct;
  readonly code: string;
  /** The version that the person saw. */
  readonly expected: number;
  readonly version: number | null;
}

/** What a process tells. */
export type FromOnboarder =
  | { readonly said: 'ready' }
  | { readonly said: 'answers'; readonly answers: readonly OnboardingAnswer[] };
