import type { ImpactPreview } from '@tenantatlas/core/browser';
import type { ComponentType, ReactNode } from 'react';
import type { HookResult } from '../../result.ts';
import { classNames } from '../base/class-names.ts';
import { Icon } from '../base/icons.tsx';
import { useWords } from '../base/use-words.ts';
import { DeniedPanel } from '../feedback/denied-panel.tsx';
import { ErrorPanel } from '../feedback/error-panel.tsx';
import { sentScopes, type ChosenScope } from './draft.ts';
import { controlsMessages } from './messages.ts';

/** What runs already and is not stopped by a pause. */
export interface RunningOperationsProps {
  /** At least one. */
  readonly count: number;
  readonly scope: ChosenScope;
}

/** Properties of {@link ImpactNote}. */
export interface ImpactNoteProps {
  readonly impact: HookResult<ImpactPreview>;
  readonly intent: 'pause' | 'resume';
  /** What the control is called. */
  readonly label: string;
  readonly scope: ChosenScope;
  /** Whether more is stopped than now: it looks like a warning. @default false */
  readonly isWider?: boolean | undefined;
  /** Stands behind the number of operations that continue. @default nothing */
  readonly running?: ComponentType<RunningOperationsProps> | undefined;
}

/** What a pause or its end changes, and what it leaves alone. */
export function ImpactNote({ impact, isWider = false, ...rest }: ImpactNoteProps): ReactNode {
  const { t } = useWords(controlsMessages);
  const isWarning = isWider && impact.state === 'ready';
  return (
    <div
      className={classNames('ta-impact', isWarning && 'ta-impact-wide')}
      aria-live="polite"
      aria-busy={impact.state === 'loading'}
    >
      {isWarning && <Icon name="warning" />}
      <div>
        {impact.state === 'loading' && <p className="ta-quiet">{t('ui.impact.loading')}</p>}
        {impact.state === 'ready' && <Ready impact={impact.data} isWider={isWider} {...rest} />}
        {impact.state === 'denied' && <DeniedPanel error={impact.error} />}
        {(impact.state === 'failed' || impact.state === 'paused') && (
          <ErrorPanel error={impact.error} onRetry={impact.refresh} />
        )}
      </div>
    </div>
  );
}

interface ReadyProps extends Omit<ImpactNoteProps, 'impact' | 'isWider'> {
  readonly impact: ImpactPreview;
  readonly isWider: boolean;
}

function Ready({ impact, intent, label, scope, isWider, running: Running }: ReadyProps): ReactNode {
  const { t } = useWords(controlsMessages);
  const { changed, workspaceCount, runsInFlight } = impact;
  const [only, ...others] = sentScopes(scope);
  if (!only) return <p className="ta-quiet">{t('ui.impact.choose')}</p>;
  const where = others.length === 0 ? only.name : null;
  const same = workspaceCount - changed.workspaceCount;
  const params = { label, where: where ?? '', workspaces: changed.workspaceCount, tenants: changed.tenantCount };
  const place = changed.workspaceCount === 0 ? 'nothing' : where === null ? 'several' : 'one';
  return (
    <>
      <p className="ta-impact-title">
        {t(isWider && place === 'several' ? 'ui.impact.wider.several' : `ui.impact.${intent}.${place}`, params)}
      </p>
      {place !== 'nothing' && same > 0 && <p className="ta-quiet">{t(`ui.impact.${intent}.same`, { count: same })}</p>}
      {intent === 'pause' && (
        <p className="ta-quiet">
          {t('ui.impact.in_flight', { count: runsInFlight })}{' '}
          {Running && runsInFlight > 0 && <Running count={runsInFlight} scope={scope} />}
        </p>
      )}
    </>
  );
}
