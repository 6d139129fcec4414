import type { OnboardingReadiness, OnboardingView } from '@tenantatlas/core/browser';
import type { Sign } from '../connections/states.ts';
import type { IconName } from '../base/icons.tsx';

const icons: { readonly [state in OnboardingView['lifecycleState']]: IconName } = {
  draft: 'circle',
  connecting: 'clock',
  verifying: 'clock',
  action_required: 'warning',
  ready_for_activation: 'check',
  completed: 'check',
  cancelled: 'dash',
};

/** The sign of the state of an onboarding. */
export function onboardingSign({ lifecycleState, lifecycleTone }: OnboardingView): Sign {
  return { tone: lifecycleTone, icon: icons[lifecycleState] };
}

/** How the verification of an onboarding stands. What allows no verdict is drawn as absence. */
export const standingSigns: { readonly [status in OnboardingReadiness['verification']['status']]: Sign } = {
  active: { tone: 'info', icon: 'running' },
  failed: { tone: 'danger', icon: 'cross' },
  not_run: { tone: 'neutral', icon: 'circle' },
  stale: { tone: 'warning', icon: 'clock' },
  blocked: { tone: 'danger', icon: 'cross' },
  needs_attention: { tone: 'warning', icon: 'warning' },
  unknown: { tone: 'neutral', icon: 'circle' },
  ready: { tone: 'success', icon: 'check' },
};
