import type { ActivationView, ControlSummary, ImpactPreview, PauseAnswer } from '@tenantatlas/core/browser';
import { useEffect, useId, useRef, type ComponentType, type ReactNode } from 'react';
import { useControlImpact } from '../../hooks/controls.ts';
import type { HookResult } from '../../result.ts';
import { Button } from '../base/button.tsx';
import { useWords } from '../base/use-words.ts';
import { ErrorPanel } from '../feedback/error-panel.tsx';
import { ConflictPanel } from './conflict-panel.tsx';
import { askedScope, sentScope, type Draft, type PauseMode } from './draft.ts';
import { ExpiryField } from './expiry-field.tsx';
import { ImpactNote } from './impact-note.tsx';
import { ScopeField } from './scope-field.tsx';
import { TextField } from './text-field.tsx';
import { usePauseForm } from './use-pause-form.ts';
import { controlsMessages } from './messages.ts';

/** What a host can replace of the dialog of a pause. */
export interface PauseDialogSlots {
  /** What the pause would touch. The confirm button waits for the impact, whatever shows it. */
  readonly impact: ComponentType<{ readonly impact: HookResult<ImpactPreview> }>;
}

/** Properties of {@link PauseFormView}. */
export interface PauseFormViewProps {
  readonly control: ControlSummary;
  readonly mode: PauseMode;
  readonly activation: ActivationView | null;
  readonly first: Draft;
  /** Where the pause applies now, in words. */
  readonly from: string | null;
  readonly slots: Partial<PauseDialogSlots> | undefined;
  readonly onBusy: (isBusy: boolean) => void;
  readonly onClose: () => void;
  readonly onDone: (answer: PauseAnswer, draft: Draft) => void;
  /** Begins anew with what is there now; null while that is still being read. */
  readonly onReload: (() => void) | null;
}

const firstWrong = '[data-ta-invalid] :is(input, textarea)';

/** The fields of a pause, its impact, and the button that repeats what will happen. */
export function PauseFormView(props: PauseFormViewProps): ReactNode {
  const { control, mode, activation, first, from, slots, onBusy, onClose, onDone, onReload } = props;
  const { t } = useWords(controlsMessages);
  const form = usePauseForm(control, mode, activation, first, onDone);
  const { draft, change, errors, refusal, replaced, isBusy, failures } = form;
  const impact = useControlImpact({ control: control.controlKey, scope: askedScope(draft.scope) });
  const Impact = slots?.impact ?? ImpactNote;
  const isReady = impact.state === 'ready' && sentScope(draft.scope) !== null;
  const element = useRef<HTMLFormElement>(null);
  useEffect(() => onBusy(isBusy), [isBusy, onBusy]);
  useEffect(() => {
    if (failures > 0) element.current?.querySelector<HTMLElement>(firstWrong)?.focus();
  }, [failures]);
  return (
    <form
      ref={element}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) form.submit();
      }}
    >
      <div className="ta-dialog-body">
        {mode === 'move' && from !== null && <p>{t('ui.dialog.move.from', { where: from })}</p>}
        {mode !== 'change' && (
          <ScopeField
            control={control}
            value={draft.scope}
            error={errors.scope}
            onChange={(scope) => change({ scope })}
          />
        )}
        {replaced && <p className="ta-note">{t('ui.field.replaces')}</p>}
        <Impact impact={impact} />
        <TextField
          label={t('ui.field.reason')}
          hint={t('ui.field.reason_hint')}
          value={draft.reason}
          error={errors.reason}
          isRequired
          onChange={(reason) => change({ reason })}
        />
        <TextField
          label={
            <>
              {t('ui.field.public_message')} <span className="ta-quiet">({t('ui.field.optional')})</span>
            </>
          }
          hint={t('ui.field.public_message_hint')}
          value={draft.publicMessage}
          error={errors.publicMessage}
          onChange={(publicMessage) => change({ publicMessage })}
        />
        <ExpiryField
          value={draft.expiry}
          policy={control.policy}
          kept={activation?.expiresAt ?? null}
          error={errors.expiresAt}
          onChange={(expiry) => change({ expiry })}
        />
        {refusal?.code === 'conflict' ? (
          <ConflictPanel conflict={refusal} onReload={mode === 'pause' ? () => change({}) : onReload} />
        ) : (
          refusal && <ErrorPanel error={refusal} attempt="write" />
        )}
      </div>
      <div className="ta-dialog-actions">
        <Button onClick={onClose} isUnavailable={isBusy}>
          {t('ui.back')}
        </Button>
        <Confirm isReady={isReady} isBusy={isBusy}>
          <ConfirmText control={control} mode={mode} draft={draft} from={from} />
        </Confirm>
      </div>
    </form>
  );
}

interface ConfirmProps {
  readonly isReady: boolean;
  readonly isBusy: boolean;
  readonly children: ReactNode;
}

function Confirm({ isReady, isBusy, children }: ConfirmProps): ReactNode {
  const { t } = useWords(controlsMessages);
  const why = useId();
  return (
    <>
      <Button
        type="submit"
        variant="primary"
        isUnavailable={!isReady || isBusy}
        aria-describedby={isReady ? undefined : why}
      >
        {isBusy ? t('ui.dialog.pending') : children}
      </Button>
      {!isReady && (
        <span id={why} className="ta-hidden">
          {t('ui.impact.needed')}
        </span>
      )}
    </>
  );
}

/** The verb, the thing and the place, as far as they are chosen. */
function ConfirmText({
  control,
  mode,
  draft,
  from,
}: Pick<PauseFormViewProps, 'control' | 'mode' | 'from'> & { readonly draft: Draft }): ReactNode {
  const { t } = useWords(controlsMessages);
  const { label } = control;
  const { scope } = draft;
  if (mode === 'change') return t('ui.dialog.change.confirm', { label, where: from ?? '' });
  if (sentScope(scope) === null) return t(`ui.dialog.${mode}.confirm_nowhere`, { label });
  const where = scope.type === 'global' ? t('ui.scope.everyone') : scope.name;
  return t(`ui.dialog.${mode}.confirm`, { label, where });
}
