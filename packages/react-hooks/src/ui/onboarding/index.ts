// An entry of the build, and no export of the package, as that of connections.
export { OnboardingReadiness } from './onboarding-readiness.tsx';
export type { OnboardingActionProps, OnboardingReadinessProps, OnboardingReadinessSlots } from './readiness-props.ts';
export type { OnboardingLinkProps } from './onboarding-link.tsx';
export { OnboardingStatus, type OnboardingStatusProps } from './onboarding-status.tsx';
export { OnboardingStepper, type OnboardingStepperProps, type OnboardingStepperSlots } from './onboarding-stepper.tsx';
