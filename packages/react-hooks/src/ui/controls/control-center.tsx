import type { ActivationView, ControlSummary, PauseAnswer } from '@tenantatlas/core/browser';
import { useCallback, useState, type ComponentType, type ReactNode } from 'react';
import { useControls } from '../../hooks/controls.ts';
import { Frame } from '../base/atlas-root.tsx';
import { classNames } from '../base/class-names.ts';
import { useNow } from '../base/root-context.ts';
import { Toast } from '../base/toast.tsx';
import { useWords } from '../base/use-words.ts';
import { EmptyState } from '../feedback/empty-state.tsx';
import { Resource } from '../feedback/resource.tsx';
import { StaleNote } from '../feedback/stale-note.tsx';
import { ControlCard, type ControlCardProps, type ControlCardSlots } from './control-card.tsx';
import { isStillShown, type Done } from './done.ts';
import type { ControlIntent } from './intent.ts';
import { ManageAccess } from './manage-button.tsx';
import { PauseDialog } from './pause-dialog.tsx';
import type { PauseDialogSlots } from './pause-form.tsx';
import { ResumeDialog } from './resume-dialog.tsx';
import { ResumeSeveralDialog } from './resume-several-dialog.tsx';
import { useExtendPause } from './use-extend-pause.ts';
import { controlsMessages } from './messages.ts';
import { oneOf, optional, checkProps, type PropRules } from '../../provider/check-props.ts';
import { className, flag, slots, someText, texts } from '../base/prop-rules.ts';
import { useKnownControls } from './use-known-controls.ts';

/** What a host can replace of {@link ControlCenter}. */
export interface ControlCenterSlots extends PauseDialogSlots, ControlCardSlots {
  /** One control with everything about it. */
  readonly card: ComponentType<ControlCardProps>;
  /** What is shown when there are no controls. */
  readonly empty: ComponentType;
}

/** Properties of {@link ControlCenter}. */
export interface ControlCenterProps {
  /** Only these controls, in this order. @default all of the catalog */
  readonly controls?: readonly string[] | undefined;
  /** Opens the dialog that pauses this control as soon as it is read, for a link or a command that leads here. @default none */
  readonly pause?: string | undefined;
  /**
   * Whether the viewer holds the capability to pause and resume. Without it one request asks, which the server refuses to people who may only watch.
   * @default asked of the server
   */
  readonly canManage?: boolean | undefined;
  /** Of the controls' names. @default 2 */
  readonly headingLevel?: 2 | 3 | 4 | undefined;
  readonly slots?: Partial<ControlCenterSlots> | undefined;
  readonly className?: string | undefined;
}

const rules: PropRules<ControlCenterProps> = () => ({
  controls: texts("['restore.execute']"),
  pause: optional(someText, 'for none'),
  canManage: flag,
  headingLevel: optional(oneOf(2, 3, 4)),
  slots: slots('card', 'empty', 'pauses', 'blocked', 'history', 'impact', 'running'),
  className,
});

/**
 * Every control with what is paused of it, by whom, why and until when, and the ways to pause, change, move and resume.
 *
 * @example
 * <ControlCenter />
 * @example
 * <ControlCenter controls={['restore.execute']} slots={{ history: () => null }} />
 */
export function ControlCenter(props: ControlCenterProps): ReactNode {
  checkProps('ControlCenter', props, rules);
  return (
    <Frame>
      <Center {...props} />
    </Frame>
  );
}

function Center(props: ControlCenterProps): ReactNode {
  const { controls: wanted, pause, canManage, headingLevel = 2, slots = {}, className } = props;
  const result = useControls();
  const [intent, setIntent] = useState<ControlIntent | null>(
    pause === undefined ? null : { kind: 'pause', controlKey: pause, activation: null },
  );
  const [done, setDone] = useState<Done | null>(null);
  const [refused, setRefused] = useState('');
  const extend = useExtendPause(setDone, setRefused);
  const now = useNow();
  const act = useCallback(
    (next: ControlIntent): void => {
      setDone(null);
      setRefused('');
      if (next.kind === 'extend') extend(next);
      else setIntent(next);
    },
    [extend],
  );
  const closeToast = useCallback(() => {
    setDone(null);
    setRefused('');
  }, []);
  useKnownControls(wanted, result.state === 'ready' ? result.data.map(({ controlKey }) => controlKey) : null);
  const Card = slots.card ?? ControlCard;
  const Empty = slots.empty ?? NoControls;
  const said =
    done && now !== null && result.state === 'ready' && isStillShown(done, result.data, result.readAt, now)
      ? done.sentence
      : '';
  return (
    <section className={classNames('ta-center', className)}>
      <Toast text={refused || said} tone={refused ? 'danger' : 'success'} onClose={closeToast} />
      <Resource result={result} skeleton={{ rows: wanted?.length ?? 2, shape: 'card' }}>
        {(all, ready) => {
          const shown = wanted ? wanted.flatMap((key) => all.find((one) => one.controlKey === key) ?? []) : all;
          const chosen = intent && shown.find((one) => one.controlKey === intent.controlKey);
          return (
            <>
              {ready.isStale && <StaleNote result={ready} isLive />}
              {shown.length === 0 && <Empty />}
              {shown[0] && (
                <ManageAccess control={shown[0].controlKey} canManage={canManage}>
                  <div className="ta-cards">
                    {shown.map((control) => (
                      <Card
                        key={control.controlKey}
                        control={control}
                        onIntent={act}
                        headingLevel={headingLevel}
                        slots={slots}
                      />
                    ))}
                  </div>
                </ManageAccess>
              )}
              {!ready.isStale && <StaleNote result={ready} isLive />}
              {chosen && (
                <IntentDialog
                  control={chosen}
                  intent={intent}
                  slots={slots}
                  onClose={() => setIntent(null)}
                  onDone={setDone}
                />
              )}
            </>
          );
        }}
      </Resource>
    </section>
  );
}

interface IntentDialogProps {
  readonly control: ControlSummary;
  readonly intent: ControlIntent;
  readonly slots: Partial<ControlCenterSlots>;
  readonly onClose: () => void;
  readonly onDone: (done: Done) => void;
}

function IntentDialog({ intent, onDone, slots: { impact, running }, ...others }: IntentDialogProps): ReactNode {
  const rest = { ...others, slots: impact && { impact } };
  const { controlKey } = rest.control;
  const done = (sentence: string, scope: ActivationView['scope'], activation: ActivationView | null): void =>
    onDone({ sentence, controlKey, scope, activation, at: Date.now() });
  switch (intent.kind) {
    case 'extend':
      return null; // needs no dialog
    case 'resume': {
      const { scope } = intent.activation;
      const onResumed = (_: unknown, sentence: string): void => done(sentence, scope, null);
      return <ResumeDialog {...rest} activation={intent.activation} onDone={onResumed} isOpen />;
    }
    case 'resume_several': {
      const [first] = intent.activations;
      const onResumed = (sentence: string): void => (first ? done(sentence, first.scope, null) : undefined);
      return <ResumeSeveralDialog {...rest} activations={intent.activations} onDone={onResumed} />;
    }
    case 'pause':
    case 'change':
    case 'move': {
      const onPaused = ({ activation }: PauseAnswer, sentence: string): void =>
        done(sentence, activation.scope, activation);
      return (
        <PauseDialog
          {...rest}
          slots={{ ...rest.slots, ...(running && { running }) }}
          mode={intent.kind}
          activation={intent.activation}
          onDone={onPaused}
          isOpen
        />
      );
    }
  }
}

function NoControls(): ReactNode {
  const { t } = useWords(controlsMessages);
  return <EmptyState title={t('ui.control.empty.title')}>{t('ui.control.empty.text')}</EmptyState>;
}
