import type { DueItemView, OnboardingReadiness } from '@tenantatlas/core/browser';
import { useId, type ReactNode } from 'react';
import { useTimes } from '../base/use-times.ts';
import { useWords } from '../base/use-words.ts';
import { onboardingMessages } from './messages.ts';

/** What is due now and what comes after it. A list without items is left out. */
export function DueLists({ due }: Pick<OnboardingReadiness, 'due'>): ReactNode {
  if (due.now.length + due.later.length === 0) return null;
  return (
    <div className="ta-due">
      <DueList kind="now" items={due.now} />
      <DueList kind="later" items={due.later} />
    </div>
  );
}

interface DueListProps {
  readonly kind: 'now' | 'later';
  readonly items: readonly DueItemView[];
}

function DueList({ kind, items }: DueListProps): ReactNode {
  const { t, say } = useWords(onboardingMessages);
  const heading = useId();
  if (items.length === 0) return null;
  return (
    <div>
      <p id={heading} className="ta-check-part">
        {t(`ui.onboarding.due.${kind}`)}
      </p>
      <ul aria-labelledby={heading}>
        {items.map((item) => (
          <li key={item.key}>
            <span>{say(item.label)}</span>
            <span className="ta-quiet">
              {t('ui.onboarding.due.waiting_on', { party: say(item.waitingOnLabel) })}
              <Deadline item={item} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What waits for the provider can be tried again from an instant on; everything else is possible until one. */
function Deadline({ item: { key, deadline } }: { readonly item: DueItemView }): ReactNode {
  const { t } = useWords(onboardingMessages);
  const { zoned } = useTimes();
  if (deadline === null) return null;
  const kind = key === 'wait_for_provider' ? 'from' : 'until';
  return (
    <span className="ta-due-time" suppressHydrationWarning>
      {t(`ui.onboarding.due.${kind}`, { time: zoned(deadline) })}
    </span>
  );
}
