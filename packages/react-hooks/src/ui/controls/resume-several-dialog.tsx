import type { ActivationView, ControlSummary } from '@tenantatlas/core/browser';
import { useState, type ReactNode } from 'react';
import type { AnyAtlasError } from '../../error.ts';
import { useResumeControl } from '../../hooks/controls.ts';
import { ConfirmDialog } from '../actions/confirm-dialog.tsx';
import { Icon } from '../base/icons.tsx';
import { useWords } from '../base/use-words.ts';
import { chosenAt, sentAt } from './draft.ts';
import { ImpactNote } from './impact-note.tsx';
import type { ResumeDialogSlots } from './resume-dialog.tsx';
import { useImpacts } from './use-impacts.ts';
import { controlsMessages } from './messages.ts';

/** Properties of {@link ResumeSeveralDialog}. */
export interface ResumeSeveralDialogProps {
  readonly control: ControlSummary;
  readonly activations: readonly ActivationView[];
  readonly onClose: () => void;
  readonly onDone: (sentence: string) => void;
  readonly slots?: Partial<ResumeDialogSlots> | undefined;
}

type Outcome = 'resumed' | AnyAtlasError;

/** Asks before several pauses end, and shows first what starts again when all of them have. Each has an answer of its own: what was refused stays in the list with its reason. */
export function ResumeSeveralDialog(props: ResumeSeveralDialogProps): ReactNode {
  const { control, activations, onClose, onDone, slots } = props;
  const { t, say, called } = useWords(controlsMessages);
  const resume = useResumeControl();
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>(new Map());
  const [isBusy, setBusy] = useState(false);
  const label = called(control.label);
  const count = activations.length;
  const open = activations.filter(({ id }) => outcomes.get(id) !== 'resumed');
  const impact = useImpacts(
    control.controlKey,
    open.map((pause) => ({ scope: sentAt(pause), name: null })),
    'resume',
  );
  const Impact = slots?.impact ?? ImpactNote;
  const isGlobal = ({ scope }: ActivationView): boolean => scope.type === 'global';
  const isWhole = activations.some(isGlobal);
  const isHeld = !isWhole && control.activations.some(isGlobal);
  const run = async (): Promise<void> => {
    const next = new Map(outcomes);
    for (const pause of open) {
      const answer = await resume.run({ control: control.controlKey, scope: sentAt(pause) });
      next.set(
        pause.id,
        answer.match(
          (): Outcome => 'resumed',
          (error) => error,
        ),
      );
      setOutcomes(new Map(next));
    }
    if ([...next.values()].every((outcome) => outcome === 'resumed')) {
      const where = t('ui.scope.several', { count });
      onDone(t(isHeld ? 'ui.done.resume_still_global' : 'ui.done.resume_several', { label, count, where }));
      onClose();
    }
  };
  return (
    <ConfirmDialog
      isOpen
      title={t('ui.dialog.resume_several.title', { label, count })}
      confirm={t('ui.control.resume')}
      isBusy={isBusy}
      isReady={impact.state === 'ready'}
      onConfirm={() => {
        setBusy(true);
        void run().finally(() => setBusy(false));
      }}
      onClose={onClose}
    >
      <ul className="ta-several">
        {activations.map((pause) => (
          <One key={pause.id} pause={pause} outcome={outcomes.get(pause.id) ?? null} say={say} />
        ))}
      </ul>
      {isBusy ? (
        <p className="ta-quiet" role="status">
          {t('ui.dialog.resume_several.progress', { count: outcomes.size, total: count })}
        </p>
      ) : (
        <Impact
          impact={impact}
          intent="resume"
          label={label}
          scope={isWhole ? { type: 'global' } : { type: 'workspace', chosen: open.map(chosenAt) }}
        />
      )}
      {isHeld && <p>{t('ui.dialog.resume.still_global', { label })}</p>}
    </ConfirmDialog>
  );
}

interface OneProps {
  readonly pause: ActivationView;
  readonly outcome: Outcome | null;
  readonly say: (sentence: ActivationView['scopeLabel']) => string;
}

function One({ pause, outcome, say }: OneProps): ReactNode {
  const { t } = useWords(controlsMessages);
  const isGlobal = pause.scope.type === 'global';
  const name = isGlobal ? t('ui.scope.everyone_label') : (pause.workspaceName ?? say(pause.scopeLabel));
  const isDone = outcome === 'resumed';
  return (
    <li data-ta-tone={outcome === null ? undefined : isDone ? 'success' : 'danger'}>
      <Icon name={outcome === null ? 'pause' : isDone ? 'check' : 'cross'} />
      <span>
        <bdi>{name}</bdi>
        <span className="ta-quiet">
          <bdi>{outcome === null || isDone ? pause.reasonText : say(outcome.message)}</bdi>
        </span>
      </span>
    </li>
  );
}
