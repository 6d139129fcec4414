import type { OperationRunView } from '@tenantatlas/core/browser';
import type { ReactNode } from 'react';
import { Status } from '../base/status.tsx';
import { useWords } from '../base/use-words.ts';
import { operationsMessages } from './messages.ts';

const parts = [
  { part: 'succeeded', tone: 'success', icon: 'check' },
  { part: 'failed', tone: 'danger', icon: 'cross' },
  { part: 'skipped', tone: 'neutral', icon: 'dash' },
  { part: 'open', tone: 'muted', icon: 'circle' },
] as const;

/** What a run did, each number once: a bar and a word for each part that there is. Nothing for a run without counts. */
export function RunResults({ run: { summaryCounts } }: { readonly run: OperationRunView }): ReactNode {
  const { t } = useWords(operationsMessages);
  const { total, succeeded, failed, skipped } = summaryCounts;
  if (total === 0) return null;
  const counts = { succeeded, failed, skipped, open: Math.max(0, total - succeeded - failed - skipped) };
  const shown = parts.filter(({ part }) => counts[part] > 0);
  return (
    <section className="ta-part">
      <h2 className="ta-part-title">{t('ui.run.results')}</h2>
      <svg className="ta-bar" viewBox={`0 0 ${total} 1`} preserveAspectRatio="none" aria-hidden="true">
        {shown.map(({ part, tone }, index) => (
          <rect
            key={part}
            data-ta-tone={tone}
            x={shown.slice(0, index).reduce((sum, before) => sum + counts[before.part], 0)}
            width={counts[part]}
            height="1"
          />
        ))}
      </svg>
      <ul className="ta-bar-words">
        {shown.map(({ part, tone, icon }) => (
          <li key={part}>
            <Status tone={tone} icon={icon}>
              {t(`ui.run.result.${part}`, { count: counts[part] })}
            </Status>
          </li>
        ))}
      </ul>
    </section>
  );
}
