import type { OnboardingReadiness as Readiness } from '@tenantatlas/core/browser';
import { useId, type ReactNode } from 'react';
import { checkProps, isRecord, oneOf, optional, type PropRules } from '../../provider/check-props.ts';
import { Frame } from '../base/atlas-root.tsx';
import { classNames } from '../base/class-names.ts';
import { useKeptFocus } from '../base/kept-focus.ts';
import { answer, className as classNameRule, flag, slots as slotRules } from '../base/prop-rules.ts';
import { Status } from '../base/status.tsx';
import { useTimes } from '../base/use-times.ts';
import { useWords } from '../base/use-words.ts';
import { ReasonNote } from '../connections/reason-note.tsx';
import { ContextualHelp } from '../help/contextual-help.tsx';
import { DueLists } from './due-lists.tsx';
import { onboardingMessages } from './messages.ts';
import { NextAction } from './next-action.tsx';
import { OnboardingFacts } from './onboarding-facts.tsx';
import { OnboardingSections } from './onboarding-sections.tsx';
import type { OnboardingReadinessProps } from './readiness-props.ts';
import { onboardingSign } from './states.ts';

const rules: PropRules<OnboardingReadinessProps> = () => ({
  readiness: answer('the answer of useOnboardingReadiness'),
  actions: optional(
    {
      isRight: (value) => isRecord(value) && Object.values(value).every((one) => typeof one === 'function'),
      rule: 'is an object of functions by the kind of an action, such as { start_verification: () => start() }.',
    },
    'for none',
  ),
  isBusy: flag,
  canAcknowledge: flag,
  headingLevel: optional(oneOf(2, 3)),
  slots: slotRules('action', 'link', 'helpLink', 'connection', 'run', 'news', 'report'),
  className: classNameRule,
});

/**
 * Where an onboarding stands, what holds it up, and the one thing to do next; what is due now and later, and who is waited for; then the evidence. Once it has
 * ended there is no action, and it says who ended it. What it decides comes with the answer: the component shows it.
 *
 * @example
 * const readiness = useOnboardingReadiness({ workspaceId: 'w-1', onboardingId });
 * <Resource result={readiness}>
 *   {(data) => <OnboardingReadiness readiness={data} actions={{ refresh: readiness.refresh }} />}
 * </Resource>
 */
export function OnboardingReadiness(props: OnboardingReadinessProps): ReactNode {
  checkProps('OnboardingReadiness', props, rules);
  return (
    <Frame>
      <Shown {...props} />
    </Frame>
  );
}

function Shown(props: OnboardingReadinessProps): ReactNode {
  const { readiness, headingLevel = 2, slots = {}, className } = props;
  const { say } = useWords(onboardingMessages);
  const heading = useId();
  const keptFocus = useKeptFocus();
  const Title = `h${headingLevel}` as const;
  const { session, blocker, contextualHelp, due } = readiness;
  const News = slots.news;
  return (
    <div className={classNames('ta-onboarding', className)} data-ta-state={session.lifecycleState}>
      <section className="ta-onboarding-card" aria-labelledby={heading} {...keptFocus}>
        <header className="ta-onboarding-head">
          <Title id={heading} className="ta-part-title">
            {say(readiness.heading)}
          </Title>
          <Status {...onboardingSign(session)}>{say(readiness.draft.statusLabel)}</Status>
        </header>
        <div className="ta-onboarding-summary" role="status">
          <p>
            <strong>{say(blocker.operatorSummary)}</strong>
          </p>
          <Ended session={session} />
          {blocker.reason && (
            <p className="ta-quiet">
              <ReasonNote reason={blocker.reason} />
            </p>
          )}
        </div>
        <Next {...props} />
        {News && <News readiness={readiness} />}
        <DueLists due={due} />
        <OnboardingFacts readiness={readiness} slots={slots} />
        {contextualHelp && (
          <ContextualHelp
            help={contextualHelp}
            headingLevel={headingLevel === 2 ? 3 : 4}
            besides={[blocker.operatorSummary, blocker.reason?.label ?? null, blocker.reason?.explanation ?? null]}
            slots={slots.helpLink ? { link: slots.helpLink } : undefined}
          />
        )}
      </section>
      <OnboardingSections {...props} />
    </div>
  );
}

function Next(props: OnboardingReadinessProps): ReactNode {
  const { say } = useWords(onboardingMessages);
  const heading = useId();
  const { nextAction } = props.readiness;
  if (nextAction === null) return null;
  return (
    <div
      className="ta-onboarding-next"
      role="group"
      tabIndex={-1}
      aria-labelledby={heading}
      data-ta-action={nextAction.kind}
    >
      <p id={heading} className="ta-check-part">
        {say(nextAction.heading)}
      </p>
      <NextAction {...props} action={nextAction} />
    </div>
  );
}

function Ended({ session: { status, endedBy, endedAt } }: { readonly session: Readiness['session'] }): ReactNode {
  const { t, say } = useWords(onboardingMessages);
  const { zoned } = useTimes();
  if (status === 'open' || endedBy === null || endedAt === null) return null;
  return (
    <p className="ta-quiet" suppressHydrationWarning>
      {t(`ui.onboarding.${status}`, { person: say(endedBy.label), time: zoned(endedAt) })}
    </p>
  );
}
