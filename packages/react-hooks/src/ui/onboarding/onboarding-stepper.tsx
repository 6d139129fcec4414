import type { OnboardingProgressView, OnboardingStepView } from '@tenantatlas/core/browser';
import { useId, type ComponentType, type ReactNode } from 'react';
import { checkProps, type PropRules } from '../../provider/check-props.ts';
import { Frame } from '../base/atlas-root.tsx';
import { classNames } from '../base/class-names.ts';
import { Icon } from '../base/icons.tsx';
import { answer, className as classNameRule, flag, slots as slotRules } from '../base/prop-rules.ts';
import { useWords } from '../base/use-words.ts';
import { onboardingMessages } from './messages.ts';

/** What a host can replace of {@link OnboardingStepper}. */
export interface OnboardingStepperSlots {
  /** The name of a step, for instance as a link to its place on the page. @default its words */
  readonly label: ComponentType<{ readonly step: OnboardingStepView; readonly children: ReactNode }>;
}

/** Properties of {@link OnboardingStepper}. */
export interface OnboardingStepperProps {
  /** The member `checkpoint` of the answer of `useOnboardingReadiness`. */
  readonly progress: OnboardingProgressView;
  /** Whether the onboarding has ended: no step is current then. @default false */
  readonly isEnded?: boolean | undefined;
  readonly slots?: Partial<OnboardingStepperSlots> | undefined;
  readonly className?: string | undefined;
}

const rules: PropRules<OnboardingStepperProps> = () => ({
  progress: answer('the checkpoint of the answer of useOnboardingReadiness'),
  isEnded: flag,
  slots: slotRules('label'),
  className: classNameRule,
});

/**
 * The checkpoints of an onboarding in order: which are completed, and which is current. A checkpoint whose facts were lost is current again. It takes no focus,
 * because the checkpoints follow from facts; the slot `label` makes links of them.
 *
 * @example
 * const readiness = useOnboardingReadiness({ workspaceId: 'w-1', onboardingId });
 * {readiness.state === 'ready' && <OnboardingStepper progress={readiness.data.checkpoint} />}
 */
export function OnboardingStepper(props: OnboardingStepperProps): ReactNode {
  checkProps('OnboardingStepper', props, rules);
  return (
    <Frame>
      <Stepper {...props} />
    </Frame>
  );
}

function Stepper({ progress, isEnded = false, slots: parts = {}, className }: OnboardingStepperProps): ReactNode {
  const { say } = useWords(onboardingMessages);
  const heading = useId();
  return (
    <div className={classNames('ta-stepper', className)}>
      <p id={heading} className="ta-hidden">
        {say(progress.heading)}
      </p>
      <ol aria-labelledby={heading}>
        {progress.steps.map((step, index) => (
          <Step key={step.checkpoint} step={step} number={index + 1} isEnded={isEnded} label={parts.label} />
        ))}
      </ol>
    </div>
  );
}

interface StepProps {
  readonly step: OnboardingStepView;
  readonly number: number;
  readonly isEnded: boolean;
  readonly label: OnboardingStepperSlots['label'] | undefined;
}

function Step({ step, number, isEnded, label: Label }: StepProps): ReactNode {
  const { t, say } = useWords(onboardingMessages);
  const isCurrent = step.isCurrent && !isEnded;
  const state = step.isCompleted ? 'completed' : isCurrent ? 'current' : 'ahead';
  return (
    <li data-ta-state={state} aria-current={isCurrent ? 'step' : undefined}>
      <span className="ta-stepper-sign" aria-hidden="true">
        {step.isCompleted ? <Icon name="check" /> : number}
      </span>
      <span className="ta-stepper-words">
        <span className="ta-stepper-label">
          {Label ? <Label step={step}>{say(step.label)}</Label> : say(step.label)}
        </span>
        <span className="ta-stepper-state">
          {t(`ui.onboarding.steps.${isEnded && !step.isCompleted ? 'left' : state}`)}
        </span>
      </span>
    </li>
  );
}
