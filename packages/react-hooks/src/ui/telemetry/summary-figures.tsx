import type { UsageSummaryView } from '@tenantatlas/core/browser';
import type { ReactNode } from 'react';
import { Icon } from '../base/icons.tsx';
import { useWords } from '../base/use-words.ts';
import { telemetryMessages } from './messages.ts';
import { countsIn, useSpanWords } from './usage-words.ts';

/** Stands where {@link SummaryFigures} will be, as high as they are. */
export function WaitingFigures({ familyCount }: { readonly familyCount: number }): ReactNode {
  const { t } = useWords(telemetryMessages);
  const blocks = (count: number): ReactNode =>
    Array.from({ length: count }, (_, index) => <span key={index} className="ta-skeleton-block" />);
  return (
    <div role="status">
      <span className="ta-hidden">{t('ui.loading')}</span>
      <div className="ta-usage-totals" aria-hidden="true">
        {blocks(2)}
      </div>
      <div className="ta-usage-families" aria-hidden="true">
        {blocks(familyCount)}
      </div>
    </div>
  );
}

/** The figures of a summary: all events, the workspaces that had one, and each family of the catalog, zeros included. */
export function SummaryFigures({ summary }: { readonly summary: UsageSummaryView }): ReactNode {
  const { t, called, say } = useWords(telemetryMessages);
  const { caption, partial } = useSpanWords(summary);
  const { totalEvents, activeWorkspaces, families, window } = summary;
  const isNone = totalEvents === 0;
  // That of a range is long, and the first figure has it.
  const ofFamilies = window === null ? null : caption;
  return (
    <>
      <ul className="ta-usage-totals">
        <UsageFigure count={totalEvents} label={t('ui.usage.total')} caption={caption} />
        <UsageFigure
          count={activeWorkspaces}
          label={t('ui.usage.workspaces')}
          caption={isNone ? ofFamilies : say(summary.caption)}
        />
      </ul>
      <ul className="ta-usage-families">
        {families.map(({ eventName, label, count }) => (
          <UsageFigure key={eventName} count={count} label={called(label)} caption={ofFamilies} />
        ))}
      </ul>
      {isNone && <p className="ta-usage-none">{say(summary.caption)}</p>}
      {partial !== null && (
        <p className="ta-usage-note">
          <Icon name="info" />
          <span>{partial}</span>
        </p>
      )}
    </>
  );
}

interface UsageFigureProps {
  readonly count: number;
  readonly label: string;
  /** Null where it would be a long one that another figure has already. */
  readonly caption: string | null;
}

/** From so many characters on, a number needs two places beside each other. */
const longFrom = 9;

function UsageFigure({ count, label, caption }: UsageFigureProps): ReactNode {
  const { locale } = useWords(telemetryMessages);
  const number = countsIn(locale).full(count);
  return (
    <li className="ta-usage-figure" data-ta-long={number.length >= longFrom || undefined}>
      <span className="ta-usage-number" data-ta-zero={count === 0 || undefined}>
        {number}
      </span>
      <span className="ta-usage-label">{label}</span>
      {caption !== null && <span className="ta-quiet">{caption}</span>}
    </li>
  );
}
