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

/** The one thing to do, and what is missing for it where something is. */
export function NextAction(props: NextActionProps): ReactNode {
  const { say } = useWords(onboardingMessages);
  const { obstacle } = props.action;
  return (
    <>
      <p>
        <Offered {...props} />
      </p>
      {obstacle && <p className="ta-onboarding-obstacle">{say(obstacle)}</p>}
    </>
  );
}

/** A callback of the page, else an address, else a badge that only names the action. What something is missing for is a badge too: it would be refused. */
function Offered({ readiness, action, actions = {}, isBusy = false, slots = {} }: NextActionProps): ReactNode {
  const { t, say } = useWords(onboardingMessages);
  const { action: Action, link: Link = OnboardingLink } = slots;
  const label = say(action.label);
  if (action.obstacle) return <Named>{label}</Named>;
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
  return <Named>{label}</Named>;
}

function Named({ children }: { readonly children: string }): ReactNode {
  return (
    <span className="ta-badge ta-badge-still" data-ta-tone="neutral">
      {children}
    </span>
  );
}
