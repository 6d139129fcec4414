import type { ActivationView, ControlSummary, ResumeAnswer } from '@tenantatlas/core/browser';
import type { ComponentType, ReactNode } from 'react';
import { useResumeControl } from '../../hooks/controls.ts';
import { ConfirmDialog } from '../actions/confirm-dialog.tsx';
import { Frame } from '../base/atlas-root.tsx';
import { useWords } from '../base/use-words.ts';
import { ErrorPanel } from '../feedback/error-panel.tsx';
import { scopeOf, sentAt, sentScopes } from './draft.ts';
import { ImpactNote, type ImpactNoteProps } from './impact-note.tsx';
import { PauseFacts } from './pause-facts.tsx';
import { useImpacts } from './use-impacts.ts';
import { useWhere } from './where.ts';
import { controlsMessages } from './messages.ts';
import { aFunction, optional, checkProps, type PropRules } from '../../provider/check-props.ts';
import { answer, needed, slots } from '../base/prop-rules.ts';

type MessageId = keyof typeof controlsMessages;

/** What a host can replace of {@link ResumeDialog}. */
export interface ResumeDialogSlots {
  /** What can start again. */
  readonly impact: ComponentType<ImpactNoteProps>;
}

/** Properties of {@link ResumeDialog}. */
export interface ResumeDialogProps {
  readonly control: ControlSummary;
  readonly activation: ActivationView;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** Receives the confirmation as a sentence for a status line. */
  readonly onDone?: ((answer: ResumeAnswer, sentence: string) => void) | undefined;
  readonly slots?: Partial<ResumeDialogSlots> | undefined;
}

const rules: PropRules<ResumeDialogProps> = () => ({
  control: answer('a control of useControls or useControl'),
  activation: answer('the pause to end: one of the activations of the control'),
  isOpen: needed,
  onClose: aFunction('() => setResuming(false)'),
  onDone: optional(aFunction('(answer, sentence) => setDone(sentence)')),
  slots: slots('impact'),
});

/**
 * Asks before a pause ends: shows the pause, and what starts again.
 *
 * @example
 * <ResumeDialog control={control} activation={activation} isOpen={isResuming} onClose={() => setResuming(false)} />
 */
export function ResumeDialog(props: ResumeDialogProps): ReactNode {
  checkProps('ResumeDialog', props, rules);
  return <Frame inline>{props.isOpen && <Opened {...props} />}</Frame>;
}

function Opened({ control, activation, onClose, onDone, slots }: ResumeDialogProps): ReactNode {
  const { t, say, called } = useWords(controlsMessages);
  const resume = useResumeControl();
  const { controlKey } = control;
  const label = called(control.label);
  const where = useWhere(activation, say(activation.scopeLabel));
  const scope = scopeOf(activation);
  const impact = useImpacts(controlKey, sentScopes(scope), 'resume');
  const Impact = slots?.impact ?? ImpactNote;
  const rest = restOf(control, activation.scope.type);
  const told = { label, where, count: control.workspacePauseCount };
  const confirm = (): void =>
    void resume.run({ control: controlKey, scope: sentAt(activation) }).then((result) =>
      result.map((answer) => {
        onDone?.(answer, t(doneMessage(answer, rest), told));
        onClose();
      }),
    );
  return (
    <ConfirmDialog
      isOpen
      title={t('ui.dialog.resume.title', { label, where })}
      confirm={t('ui.control.resume')}
      isBusy={resume.state === 'pending'}
      isReady={impact.state === 'ready'}
      onConfirm={confirm}
      onClose={onClose}
    >
      <PauseFacts activation={activation} />
      <Impact impact={impact} intent="resume" label={label} scope={scope} />
      {rest === 'everything' && <p>{t('ui.dialog.resume.still_global', { label })}</p>}
      {'error' in resume && <ErrorPanel error={resume.error} attempt="write" />}
    </ConfirmDialog>
  );
}

/** What stays paused of the scope when its own pause ends. */
type Rest = 'nothing' | 'everything' | 'some';

function restOf({ activations, workspacePauseCount }: ControlSummary, type: ActivationView['scope']['type']): Rest {
  if (type === 'global') return workspacePauseCount > 0 ? 'some' : 'nothing';
  return activations.some((one) => one.scope.type === 'global') ? 'everything' : 'nothing';
}

/** Says only what is true now: a wider pause may still stop the workspace, and this call did not end a pause that was over already. */
function doneMessage({ disposition }: ResumeAnswer, rest: Rest): MessageId {
  if (disposition === 'already_enabled')
    return rest === 'everything' ? 'ui.done.already_still_global' : 'ui.done.already';
  if (rest === 'everything') return 'ui.done.resume_still_global';
  return rest === 'some' ? 'ui.done.resume_except' : 'ui.done.resume';
}
