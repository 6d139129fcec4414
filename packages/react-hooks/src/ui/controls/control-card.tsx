import type { ActivationView, ControlSummary } from '@tenantatlas/core/browser';
import { useId, type ComponentType, type ReactNode } from 'react';
import { useKeptFocus } from '../base/kept-focus.ts';
import { Status } from '../base/status.tsx';
import { useWords } from '../base/use-words.ts';
import { ControlHistoryList, type ControlHistoryListProps } from './control-history-list.tsx';
import type { ControlIntent } from './intent.ts';
import { ManageButton } from './manage-button.tsx';
import { PausesTable, type BlockedStartsProps, type PausesTableProps } from './pauses-table.tsx';
import { controlsMessages } from './messages.ts';

/** What a host can replace of a card of a control center. */
export interface ControlCardSlots {
  /** The active pauses of a control. */
  readonly pauses: ComponentType<PausesTableProps>;
  /** How many starts a pause has blocked, for instance as a link to them. */
  readonly blocked: ComponentType<BlockedStartsProps>;
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

/** One control: state, what it stops, the ways to act, active pauses, and its history. */
export function ControlCard({ control, onIntent, headingLevel, slots }: ControlCardProps): ReactNode {
  const { t, called } = useWords(controlsMessages);
  const heading = useId();
  const keptFocus = useKeptFocus();
  const { activations, workspacePauseCount } = control;
  const Title = `h${headingLevel}` as const;
  const Pauses = slots.pauses ?? PausesTable;
  const History = slots.history ?? ControlHistoryList;
  const global = activations.find(({ scope }) => scope.type === 'global') ?? null;
  const unlisted = workspacePauseCount - activations.length + (global ? 1 : 0);
  return (
    <article className="ta-card" aria-labelledby={heading} data-ta-state={control.effectiveState} {...keptFocus}>
      <header className="ta-card-head">
        <div className="ta-card-name">
          <Title id={heading} className="ta-card-title">
            {called(control.label)}
          </Title>
          <EffectiveState control={control} isGlobal={global !== null} />
        </div>
        <HeadActions control={control} global={global} onIntent={onIntent} />
      </header>
      <Stops control={control} />
      {activations.length > 0 && <Pauses control={control} onIntent={onIntent} blocked={slots.blocked} />}
      {unlisted > 0 && <p className="ta-quiet">{t('ui.control.more_pauses', { count: unlisted })}</p>}
      <History control={control} />
    </article>
  );
}

interface HeadActionsProps extends Pick<ControlCardProps, 'control' | 'onIntent'> {
  readonly global: ActivationView | null;
}

/** While everything is paused the one primary action is to resume; a pause of a workspace on top has a name of its own. */
function HeadActions({ control, global, onIntent }: HeadActionsProps): ReactNode {
  const { t, called } = useWords(controlsMessages);
  const { controlKey, supportedScopes } = control;
  const label = called(control.label);
  const pause = (): void => onIntent({ kind: 'pause', controlKey, activation: null });
  if (!global)
    return (
      <div className="ta-card-actions">
        <ManageButton onClick={pause} aria-label={t('ui.control.pause_named', { label })}>
          {t('ui.control.pause')}
        </ManageButton>
      </div>
    );
  const where = t('ui.scope.everyone');
  return (
    <div className="ta-card-actions">
      {supportedScopes.includes('workspace') && (
        <ManageButton variant="quiet" onClick={pause} aria-label={t('ui.control.pause_workspace_named', { label })}>
          {t('ui.control.pause_workspace')}
        </ManageButton>
      )}
      <ManageButton
        variant="primary"
        onClick={() => onIntent({ kind: 'resume', controlKey, activation: global })}
        aria-label={t('ui.control.resume_named', { label, where })}
      >
        {t('ui.control.resume')}
      </ManageButton>
    </div>
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
      {isGlobal ? t('ui.control.paused') : t('ui.control.partly_paused', { count: control.workspacePauseCount })}
    </Status>
  );
}

/**
 * What the control stops and where it shows, in names: a key is shown only where the host gave no name. A control that stops one operation of its own name says it
 * already.
 */
function Stops({ control }: { readonly control: ControlSummary }): ReactNode {
  const { t, called, operation, surface } = useWords(controlsMessages);
  const operations = control.operationTypes.map((key) => operation(key) ?? key).join(', ');
  const surfaces = control.affectedSurfaces.flatMap((key) => surface(key) ?? []).join(', ');
  const words = [
    operations !== called(control.label) && t('ui.control.operations', { names: operations }),
    surfaces !== '' && t('ui.control.surfaces', { names: surfaces }),
  ].filter((one) => one !== false);
  return words.length > 0 && <p className="ta-quiet ta-stops">{words.join(' ')}</p>;
}
