import type { ActivationView, ControlSummary, PauseAnswer } from '@tenantatlas/core/browser';
import { useEffect, useId, useRef, useState, type ComponentType, type ReactNode } from 'react';
import { Button } from '../base/button.tsx';
import { Icon } from '../base/icons.tsx';
import { useWords } from '../base/use-words.ts';
import { ErrorPanel } from '../feedback/error-panel.tsx';
import { ConflictPanel } from './conflict-panel.tsx';
import { activationAt, isChanged, sentScopes, type Draft, type PauseMode } from './draft.ts';
import { ExpiryField } from './expiry-field.tsx';
import { ImpactNote, type ImpactNoteProps, type RunningOperationsProps } from './impact-note.tsx';
import { ScopeField } from './scope-field.tsx';
import { TextField } from './text-field.tsx';
import { useImpacts } from './use-impacts.ts';
import { usePauseForm, type PauseForm } from './use-pause-form.ts';
import { controlsMessages } from './messages.ts';

/** What a host can replace of the dialog of a pause. */
export interface PauseDialogSlots {
  /** What the pause would touch. The confirm button waits for the impact, whatever shows it. */
  readonly impact: ComponentType<ImpactNoteProps>;
  /** Stands behind the number of operations that continue, for instance a link to them. */
  readonly running: ComponentType<RunningOperationsProps>;
}

/** Properties of {@link PauseFormView}. */
export interface PauseFormViewProps {
  readonly control: ControlSummary;
  readonly mode: PauseMode;
  readonly activation: ActivationView | null;
  /** The pause as it is now; null when it is over. */
  readonly current: ActivationView | null;
  readonly first: Draft;
  /** Where the pause applies now, in words. */
  readonly from: string | null;
  readonly slots: Partial<PauseDialogSlots> | undefined;
  readonly onBusy: (isBusy: boolean) => void;
  readonly onClose: () => void;
  readonly onDone: (answer: PauseAnswer, draft: Draft) => void;
  /** Shows another version of the pause, with what was typed or begun anew. */
  readonly onFollow: (pause: ActivationView, isAnew: boolean) => void;
}

const firstWrong = '[data-ta-invalid] :is(input, textarea)';

/** The fields of a pause, its impact, and the button that says what will happen. */
export function PauseFormView(props: PauseFormViewProps): ReactNode {
  const { control, mode, activation, current, first, from, slots, onBusy, onClose, onDone, onFollow } = props;
  const { t, called } = useWords(controlsMessages);
  const form = usePauseForm(control, mode, activation, first, onDone);
  const { draft, change, errors, isBusy, failures } = form;
  const sent = sentScopes(draft.scope);
  const impact = useImpacts(control.controlKey, sent, 'pause');
  const Impact = slots?.impact ?? ImpactNote;
  const isChosen = sent.length > 0;
  const isSame = mode === 'change' && !isChanged(draft, first);
  const isReady = mode === 'change' ? !isSame : impact.state === 'ready' && isChosen;
  const isWider = draft.scope?.type === 'global' && mode !== 'change';
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
      <div className="ta-dialog-body ta-pause-fields" data-ta-mode={mode}>
        {form.isRestored && !form.isOutdated && <Restored onDiscard={form.discard} />}
        {mode !== 'change' && (
          <div className="ta-pause-scope">
            {mode === 'move' && from !== null && <p>{t('ui.dialog.move.from', { where: from })}</p>}
            <ScopeField
              control={control}
              mode={mode}
              value={draft.scope}
              error={errors.scope}
              onChange={(scope) => change({ scope })}
            />
            <Impact
              impact={impact}
              intent="pause"
              label={called(control.label)}
              scope={draft.scope}
              isWider={isWider}
              running={slots?.running}
            />
          </div>
        )}
        <div className="ta-pause-text">
          <TextField
            label={t('ui.field.reason')}
            hint={t('ui.field.reason_hint')}
            value={draft.reason}
            error={errors.reason}
            isRequired
            onChange={(reason) => change({ reason })}
          />
          <PublicMessage
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
          <Replaces form={form} />
        </div>
        <Refusal form={form} control={control} mode={mode} current={current} onFollow={onFollow} />
      </div>
      <div className="ta-dialog-actions">
        <Button onClick={onClose} isUnavailable={isBusy}>
          {t('ui.cancel')}
        </Button>
        <Confirm
          isReady={isReady}
          isBusy={isBusy}
          isDanger={isWider}
          why={isSame ? t('ui.dialog.change.same') : t(isChosen ? 'ui.impact.needed' : 'ui.field.workspace_choose')}
        >
          {t(`ui.dialog.${mode}.confirm`)}
        </Confirm>
      </div>
    </form>
  );
}

function Restored({ onDiscard }: { readonly onDiscard: () => void }): ReactNode {
  const { t } = useWords(controlsMessages);
  return (
    <p className="ta-note ta-restored" role="status">
      <Icon name="info" />
      <span>{t('ui.draft.restored')}</span>
      <Button variant="quiet" onClick={onDiscard}>
        {t('ui.draft.discard')}
      </Button>
    </p>
  );
}

interface PublicMessageProps {
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (text: string) => void;
}

/** Most pauses have no message for customers: the field opens on demand, and stays open with a text. */
function PublicMessage({ value, error, onChange }: PublicMessageProps): ReactNode {
  const { t } = useWords(controlsMessages);
  const [isOpen, setOpen] = useState(value !== '');
  const place = useRef<HTMLDivElement>(null);
  if (!isOpen && value === '')
    return (
      <div>
        <Button
          variant="quiet"
          className="ta-add"
          onClick={() => {
            setOpen(true);
            requestAnimationFrame(() => place.current?.querySelector('textarea')?.focus());
          }}
        >
          {t('ui.field.public_message_add')}
        </Button>
      </div>
    );
  return (
    <div ref={place}>
      <TextField
        label={
          <>
            {t('ui.field.public_message')} <span className="ta-quiet">({t('ui.field.optional')})</span>
          </>
        }
        hint={t('ui.field.public_message_hint')}
        value={value}
        error={error}
        onChange={onChange}
      />
    </div>
  );
}

function Replaces({ form: { replaced } }: { readonly form: PauseForm }): ReactNode {
  const { t } = useWords(controlsMessages);
  if (replaced.length === 0) return null;
  return <p className="ta-note">{t('ui.field.replaces', { count: replaced.length })}</p>;
}

interface RefusalProps extends Pick<PauseFormViewProps, 'control' | 'mode' | 'current' | 'onFollow'> {
  readonly form: PauseForm;
}

function Refusal({ form, control, mode, current, onFollow }: RefusalProps): ReactNode {
  const { t, say } = useWords(controlsMessages);
  const { refusal, partly, draft, change, expected, isOutdated } = form;
  if (partly)
    return (
      <div className="ta-panel" data-ta-tone="warning" role="alert">
        <Icon name="warning" />
        <div>
          <p className="ta-panel-title">
            {t('ui.partly.title', { done: partly.done, refused: partly.refused.length })}
          </p>
          <ul className="ta-partly">
            {partly.refused.map(({ name, error }) => (
              <li key={name}>
                <bdi>{name}</bdi>: {say(error.message)}
              </li>
            ))}
          </ul>
        </div>
      </div>
    );
  const conflict = refusal?.code === 'conflict' ? refusal : null;
  const isUnknown = refusal?.code === 'invalid_input' && refusal.issues.some(({ path }) => path === 'activationId');
  if (refusal && !conflict && !isUnknown) return <ErrorPanel error={refusal} attempt="write" />;
  if (!refusal && !isOutdated) return null;
  const [place] = sentScopes(draft.scope);
  const there = mode === 'pause' ? place && activationAt(control, place.scope) : current;
  const theirs = !isUnknown && there && there.version !== expected ? there : null;
  const keepMine = (pause: ActivationView): void => {
    if (mode === 'pause') return change({});
    form.keepFor(pause);
    onFollow(pause, false);
  };
  const takeTheirs = (pause: ActivationView): void => {
    form.discard();
    onFollow(pause, true);
  };
  return (
    <ConflictPanel
      conflict={conflict}
      theirs={theirs}
      isOver={isUnknown || (conflict?.reason === 'version' && !theirs && (!there || conflict.winner === null))}
      isNew={mode === 'pause'}
      onKeepMine={keepMine}
      onTakeTheirs={takeTheirs}
    />
  );
}

interface ConfirmProps {
  readonly isReady: boolean;
  readonly isBusy: boolean;
  readonly isDanger: boolean;
  readonly why: string;
  readonly children: ReactNode;
}

function Confirm({ isReady, isBusy, isDanger, why, children }: ConfirmProps): ReactNode {
  const { t } = useWords(controlsMessages);
  const id = useId();
  return (
    <>
      <Button
        type="submit"
        variant={isDanger ? 'danger' : 'primary'}
        isUnavailable={!isReady || isBusy}
        aria-describedby={isReady ? undefined : id}
      >
        {isBusy ? t('ui.dialog.pending') : children}
      </Button>
      {!isReady && (
        <span id={id} className="ta-hidden">
          {why}
        </span>
      )}
    </>
  );
}
