import type { ControlSummary } from '@tenantatlas/core/browser';
import { useId, type ComponentType, type ReactNode } from 'react';
import { useKeptFocus } from '../base/kept-focus.ts';
import { Status } from '../base/status.tsx';
import { useWords } from '../base/use-words.ts';
import { ActivePause, type ActivePauseProps } from './active-pause.tsx';
import { ControlHistoryList, type ControlHistoryListProps } from './control-history-list.tsx';
import type { ControlIntent } from './intent.ts';
import { ManageButton } from './manage-button.tsx';
import { controlsMessages } from './messages.ts';

/** What a host can replace of a card of a control center. */
export interface ControlCardSlots {
  /** One active pause: a list item. */
  readonly pause: ComponentType<ActivePauseProps>;
  /** The history of the control, on demand. */
  readonly history: ComponentType<ControlHistoryListProps>;
}

/** Properties of a card of a control center. */
export interface ControlCardProps {
  readonly control: ControlSummary;
  /** Opens the dialog for it. */
  readonly onIntent: (intent: ControlIntent) => void;
  readonly headingLevel: 2 | 3 | 4;
  readonly slots: Partial<ControlCardSlots>;
}

/** One control: state, what it governs, active pauses, the ways to act, and its history. */
export function ControlCard({ control, onIntent, headingLevel, slots }: ControlCardProps): ReactNode {
  const { t, say, called, surface } = useWords(controlsMessages);
  const heading = useId();
  const keptFocus = useKeptFocus();
  const { controlKey, label, activations, workspacePauseCount } = control;
  const Title = `h${headingLevel}` as const;
  const Pause = slots.pause ?? ActivePause;
  const History = slots.history ?? ControlHistoryList;
  const isGlobal = activations.some(({ scope }) => scope.type === 'global');
  const listed = activations.length - (isGlobal ? 1 : 0);
  const unlisted = workspacePauseCount - listed;
  return (
    <article className="ta-card" aria-labelledby={heading} data-ta-state={control.effectiveState} {...keptFocus}>
      <header className="ta-card-head">
        <div>
          <Title id={heading} className="ta-card-title">
            {called(label)}
          </Title>
          <p className="ta-quiet">
            {activations.length === 0 ? t('ui.control.nothing_paused') : say(control.stateLabel)}
          </p>
        </div>
        <EffectiveState control={control} isGlobal={isGlobal} />
      </header>
      <dl className="ta-facts">
        <Keys title={t('ui.control.operations')} keys={control.operationTypes} />
        <Keys title={t('ui.control.surfaces')} keys={control.affectedSurfaces} nameOf={surface} />
      </dl>
      {activations.length > 0 && (
        <ul className="ta-pauses" aria-label={t('ui.control.pauses', { label })}>
          {activations.map((activation) => (
            <Pause
              key={activation.id}
              control={control}
              activation={activation}
              onIntent={onIntent}
              headingLevel={below(headingLevel)}
            />
          ))}
        </ul>
      )}
      {unlisted > 0 && <p className="ta-quiet">{t('ui.control.more_pauses', { count: unlisted })}</p>}
      <div className="ta-card-actions">
        <PauseButton
          control={control}
          isGlobal={isGlobal}
          onPress={() => onIntent({ kind: 'pause', controlKey, activation: null })}
        />
      </div>
      <History control={control} />
    </article>
  );
}

function below(level: 2 | 3 | 4): 3 | 4 | 5 {
  return level === 2 ? 3 : level === 3 ? 4 : 5;
}

/** A pause stays available as long as there is a scope that is not paused. */
function PauseButton(props: {
  readonly control: ControlSummary;
  readonly isGlobal: boolean;
  readonly onPress: () => void;
}): ReactNode {
  const { t } = useWords(controlsMessages);
  const { control, isGlobal, onPress } = props;
  if (isGlobal && !control.supportedScopes.includes('workspace')) return null;
  return (
    <ManageButton onClick={onPress} aria-label={t('ui.control.pause_named', { label: control.label })}>
      {t('ui.control.pause')}
    </ManageButton>
  );
}

function EffectiveState({
  control,
  isGlobal,
}: {
  readonly control: ControlSummary;
  readonly isGlobal: boolean;
}): ReactNode {
  const { t } = useWords(controlsMessages);
  if (control.effectiveState === 'enabled')
    return (
      <Status tone="success" icon="check">
        {t('ui.control.enabled')}
      </Status>
    );
  return (
    <Status tone="warning" icon="pause">
      {t(isGlobal ? 'ui.control.paused' : 'ui.control.partly_paused')}
    </Status>
  );
}

interface KeysProps {
  readonly title: string;
  readonly keys: readonly string[];
  readonly nameOf?: (key: string) => string | null;
}

function Keys({ title, keys, nameOf }: KeysProps): ReactNode {
  return (
    <div>
      <dt>{title}</dt>
      {keys.map((key) => (
        <dd key={key}>{nameOf?.(key) ?? <code>{key}</code>}</dd>
      ))}
    </div>
  );
}
