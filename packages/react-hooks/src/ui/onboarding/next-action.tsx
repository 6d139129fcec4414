import type { OnboardingActionView } from '@tenantatlas/core/browser';
import type { ReactNode } from 'react';
import { isOpenable } from '../base/openable-url.ts';
import { Button } from '../base/button.tsx';
import { useWords } from '../base/use-words.ts';
import { onboardingMessages } from './messages.ts';
import { isElsewhere, OnboardingLink } from './onboarding-link.tsx';
import type { OnboardingReadinessProps } from './readiness-props.ts';

interface NextActionProps extends Pick<OnboardingReadinessProps, 'readiness' | 'actions' | 'isBusy' | 'slots'> {
  readonly action: OnboardingActionView;
}

/** The one thing to do: a callback of the page, else an address, else a badge that only names it. */
export function NextAction({
  readiness,
  action,
  actions = {},
  isBusy = false,
  slots = {},
}: NextActionProps): ReactNode {
  const { t, say } = useWords(onboardingMessages);
  const { action: Action, link: Link = OnboardingLink } = slots;
  const label = say(action.label);
  if (Action)
    return (
      <Action readiness={readiness} action={action}>
        {label}
      </Action>
    );
  const act = actions[action.kind];
  if (act)
    return (
      <Button variant="primary" isUnavailable={isBusy} aria-busy={isBusy || undefined} onClick={() => act(action)}>
        {isBusy ? t('ui.dialog.pending') : label}
      </Button>
    );
  const { url } = action;
  if (isOpenable(url))
    return (
      <Link url={url} opensNewTab={isElsewhere(url)} className="ta-button">
        {label}
      </Link>
    );
  return (
    <span className="ta-badge ta-badge-still" data-ta-tone="neutral">
      {label}
    </span>
  );
}
