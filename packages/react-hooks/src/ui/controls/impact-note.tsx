import type { ImpactPreview } from '@tenantatlas/core/browser';
import type { ReactNode } from 'react';
import type { HookResult } from '../../result.ts';
import { useWords } from '../base/use-words.ts';
import { DeniedPanel } from '../feedback/denied-panel.tsx';
import { ErrorPanel } from '../feedback/error-panel.tsx';
import { controlsMessages } from './messages.ts';

/** What a pause or its end would touch, and what it leaves alone. */
export function ImpactNote({ impact }: { readonly impact: HookResult<ImpactPreview> }): ReactNode {
  const { t, say } = useWords(controlsMessages);
  return (
    <div className="ta-impact" aria-live="polite" aria-busy={impact.state === 'loading'}>
      <p className="ta-impact-title">{t('ui.impact.title')}</p>
      {impact.state === 'loading' && <p className="ta-quiet">{t('ui.impact.loading')}</p>}
      {impact.state === 'ready' && (
        <>
          <p>{say(impact.data.summary)}</p>
          {!isUnchosen(impact.data) && <p className="ta-quiet">{say(impact.data.runsInFlightNote)}</p>}
        </>
      )}
      {impact.state === 'denied' && <DeniedPanel error={impact.error} />}
      {(impact.state === 'failed' || impact.state === 'paused') && (
        <ErrorPanel error={impact.error} onRetry={impact.refresh} />
      )}
    </div>
  );
}

function isUnchosen({ scopeType, workspaceId }: ImpactPreview): boolean {
  return scopeType === 'workspace' && workspaceId === null;
}
