import type { ActivationView, ControlSummary, ImpactPreview, ResumeAnswer } from '@tenantatlas/core/browser';
import type { ComponentType, ReactNode } from 'react';
import { useControlImpact } from '../../hooks/use-control-impact.ts';
import { useResumeControl } from '../../hooks/use-resume-control.ts';
import type { HookResult } from '../../result.ts';
import { ConfirmDialog } from '../actions/confirm-dialog.tsx';
import { Frame } from '../base/atlas-root.tsx';
import { useUi } from '../base/use-ui.ts';
import { ErrorPanel } from '../feedback/error-panel.tsx';
import { ImpactNote } from './impact-note.tsx';
import { useWhere } from './where.ts';

/** What a host can replace of {@link ResumeDialog}. */
export interface ResumeDialogSlots {
  /** What can start again. */
  readonly impact: ComponentType<{ readonly impact: HookResult<ImpactPreview> }>;
}

/** Properties of {@link ResumeDialog}. */
export interface ResumeDialogProps {
  readonly control: ControlSummary;
  readonly activation: ActivationView;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** Told what was done, as a sentence for a status line. */
  readonly onDone?: ((answer: ResumeAnswer, sentence: string) => void) | undefined;
  readonly slots?: Partial<ResumeDialogSlots> | undefined;
}

/**
 * Asks before a pause ends, with its impact.
 *
 * @example
 * <ResumeDialog control={control} activation={activation} isOpen={isResuming} onClose={() => setResuming(false)} />
 */
export function ResumeDialog(props: ResumeDialogProps): ReactNode {
  return <Frame inline>{props.isOpen && <Opened {...props} />}</Frame>;
}

function Opened({ control, activation, onClose, onDone, slots }: ResumeDialogProps): ReactNode {
  const { t, say } = useUi();
  const resume = useResumeControl();
  const { controlKey, label } = control;
  const scope = sent(activation.scope);
  const impact = useControlImpact({ control: controlKey, scope });
  const where = useWhere()(activation.scope, say(activation.scopeLabel));
  const Impact = slots?.impact ?? ImpactNote;
  const isGlobalToo = scope.type === 'workspace' && control.activations.some((one) => one.scope.type === 'global');
  const confirm = (): void =>
    void resume.run({ control: controlKey, scope }).then((result) =>
      result.map((answer) => {
        onDone?.(answer, t('ui.done.resume', { label, where }));
        onClose();
      }),
    );
  return (
    <ConfirmDialog
      isOpen
      title={t('ui.dialog.resume.title', { label })}
      confirm={t('ui.dialog.resume.confirm', { label, where })}
      isBusy={resume.state === 'pending'}
      isReady={impact.state === 'ready'}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{isGlobalToo ? t('ui.dialog.resume.still_global', { label }) : t('ui.dialog.resume.text', { where })}</p>
      <Impact impact={impact} />
      {'error' in resume && <ErrorPanel error={resume.error} attempt="write" />}
    </ConfirmDialog>
  );
}

function sent({ type, workspaceId }: ActivationView['scope']) {
  return type === 'global' ? ({ type } as const) : ({ type, workspaceId } as const);
}
