import type { ActivationView, ControlSummary, PauseAnswer } from '@tenantatlas/core/browser';
import { useState, type ReactNode } from 'react';
import { Frame } from '../base/atlas-root.tsx';
import { Button } from '../base/button.tsx';
import { Modal } from '../base/modal.tsx';
import { useWords } from '../base/use-words.ts';
import { activationAt, firstDraft, sentScopes, type Draft, type PauseMode } from './draft.ts';
import { PauseFormView, type PauseDialogSlots } from './pause-form.tsx';
import { Unsettled } from './unsettled.tsx';
import { useWhere } from './where.ts';
import { controlsMessages } from './messages.ts';
import {
  aFunction,
  demand,
  isRecord,
  oneOf,
  optional,
  checkProps,
  type PropRules,
} from '../../provider/check-props.ts';
import { answer, needed, slots } from '../base/prop-rules.ts';

/** Properties of {@link PauseDialog}. */
export interface PauseDialogProps {
  readonly control: ControlSummary;
  /** `pause` anew, `change` a pause where it is, or `move` it to another scope. @default 'pause' */
  readonly mode?: PauseMode | undefined;
  /** The pause to change or to move. */
  readonly activation?: ActivationView | null | undefined;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** Receives the confirmation as a sentence for a status line. */
  readonly onDone?: ((answer: PauseAnswer, sentence: string) => void) | undefined;
  readonly slots?: Partial<PauseDialogSlots> | undefined;
}

const rules: PropRules<PauseDialogProps> = () => ({
  control: answer('a control of useControls or useControl'),
  mode: optional(oneOf('pause', 'change', 'move')),
  activation: optional(
    { isRight: (value) => value === null || isRecord(value), rule: 'is a pause of the control, or null.' },
    'to pause anew',
  ),
  isOpen: needed,
  onClose: aFunction('() => setPausing(false)'),
  onDone: optional(aFunction('(answer, sentence) => setDone(sentence)')),
  slots: slots('impact', 'running'),
});

/**
 * Asks for a pause: where, why, what customers read and until when, with its impact before it can be confirmed. Says what the server
 * answered, and nothing before it has.
 *
 * @example
 * <PauseDialog control={control} isOpen={isPausing} onClose={() => setPausing(false)} />
 */
export function PauseDialog(props: PauseDialogProps): ReactNode {
  checkProps('PauseDialog', props, rules);
  const { mode = 'pause', activation } = props;
  demand(
    mode === 'pause' || activation !== undefined,
    'PauseDialog',
    'activation',
    `is the pause to ${mode}. Pass one of the control's activations.`,
  );
  return <Frame inline>{props.isOpen && <Opened {...props} />}</Frame>;
}

function Opened({ control, mode = 'pause', activation = null, onClose, onDone, slots }: PauseDialogProps): ReactNode {
  const { t, say, called } = useWords(controlsMessages);
  const [seed, setSeed] = useState({ activation, round: 0 });
  const [isBusy, setBusy] = useState(false);
  const [unsettled, setUnsettled] = useState<PauseAnswer | null>(null);
  const pause = seed.activation;
  const where = useWhere(pause, pause ? say(pause.scopeLabel) : '');
  const label = called(control.label);

  const done = (answer: PauseAnswer, { scope }: Draft): void => {
    const sent = sentScopes(scope);
    const place =
      sent.length > 1 ? t('ui.scope.several', { count: sent.length }) : (sent[0]?.name ?? t('ui.scope.everyone'));
    onDone?.(answer, t(`ui.done.${mode}`, { label, where: place }));
    if (answer.settled) onClose();
    else setUnsettled(answer);
  };
  // A colleague may have ended the pause and made another one in its place.
  const current =
    pause && (control.activations.find(({ id }) => id === pause.id) ?? activationAt(control, pause.scope));

  if (unsettled)
    return (
      <Modal isOpen onClose={onClose} title={t('ui.unsettled.title')}>
        <Unsettled answer={unsettled} />
        <div className="ta-dialog-actions">
          <Button variant="primary" autoFocus onClick={onClose}>
            {t('ui.close')}
          </Button>
        </div>
      </Modal>
    );
  const isGone = mode !== 'pause' && pause === null;
  return (
    <Modal
      isOpen
      onClose={onClose}
      title={t(`ui.dialog.${mode}.title`, { label, where })}
      size={mode === 'change' ? 'normal' : 'wide'}
      isBusy={isBusy}
    >
      {isGone ? (
        <p className="ta-dialog-body">{t('ui.conflict.gone')}</p>
      ) : (
        <PauseFormView
          key={seed.round}
          control={control}
          mode={mode}
          activation={pause}
          current={current}
          first={firstDraft(control, mode, pause)}
          from={pause && where}
          slots={slots}
          onBusy={setBusy}
          onClose={onClose}
          onDone={done}
          onFollow={(theirs, isAnew) =>
            setSeed(({ round }) => ({ activation: theirs, round: isAnew ? round + 1 : round }))
          }
        />
      )}
    </Modal>
  );
}
