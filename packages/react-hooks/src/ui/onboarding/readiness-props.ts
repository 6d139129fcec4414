import type {
  ConnectionView,
  OnboardingActionView,
  OnboardingReadiness as Readiness,
  OnboardingVerificationView,
} from '@tenantatlas/core/browser';
import type { ComponentType } from 'react';
import type { VerificationReportSlots } from '../connections/verification-report.tsx';
import type { HelpLinkProps } from '../help/contextual-help.tsx';
import type { OnboardingLinkProps } from './onboarding-link.tsx';

/** Properties of what draws the next action of an onboarding. */
export interface OnboardingActionProps {
  readonly readiness: Readiness;
  readonly action: OnboardingActionView;
  /** What it is called. */
  readonly children: string;
}

/** What a host can replace of, and add to, `OnboardingReadiness`. */
export interface OnboardingReadinessSlots {
  /** The next action, for instance as a button that knows what the viewer may do. Not asked for one for which something is missing. @default a button, a link or a badge */
  readonly action: ComponentType<OnboardingActionProps>;
  /** A link, for instance one of the router of the page. @default an anchor */
  readonly link: ComponentType<OnboardingLinkProps>;
  /** A link of help. @default an anchor */
  readonly helpLink: ComponentType<HelpLinkProps>;
  /** The name of the selected connection, for instance as a link to its page. @default its name */
  readonly connection: ComponentType<{ readonly connection: ConnectionView }>;
  /** The run of the last verification, as a link to it. There is one at most. @default nothing */
  readonly run: ComponentType<{ readonly run: NonNullable<OnboardingVerificationView['run']> }>;
  /** What stands below the next action, such as how far the verification is. @default nothing */
  readonly news: ComponentType<{ readonly readiness: Readiness }>;
  /** Slots of the report. Help is shown once, above it, so that its slot for help is left out. */
  readonly report: Pick<Partial<VerificationReportSlots>, 'nextStep'>;
}

/** Properties of `OnboardingReadiness`. */
export interface OnboardingReadinessProps {
  /** The answer of `useOnboardingReadiness`. */
  readonly readiness: Readiness;
  /**
   * What the page does itself, by the kind of the next action. One of these comes before an address. A kind without either is a badge that only names the action, and so
   * is an action for which something is missing.
   * @default none
   */
  readonly actions?:
    | { readonly [kind in OnboardingActionView['kind']]?: (action: OnboardingActionView) => void }
    | undefined;
  /** Whether a callback is at work: its button cannot be pressed again meanwhile. @default false */
  readonly isBusy?: boolean | undefined;
  /** Whether a failed check that does not block can be acknowledged here. False for a viewer who may not. @default true */
  readonly canAcknowledge?: boolean | undefined;
  /** @default 2 */
  readonly headingLevel?: 2 | 3 | undefined;
  readonly slots?: Partial<OnboardingReadinessSlots> | undefined;
  readonly className?: string | undefined;
}
