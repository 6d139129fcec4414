import type { OperationRunView } from '@tenantatlas/core/browser';
import type { ReactNode } from 'react';
import { Icon, type IconName } from '../base/icons.tsx';
import { useNow } from '../base/root-context.ts';
import type { Tone } from '../base/status.tsx';
import { useTimes } from '../base/use-times.ts';
import { useWords, type Ui } from '../base/use-words.ts';
import { operationsMessages } from './messages.ts';
import { runState } from './run-state.ts';
import { runMillis } from './run-numbers.ts';

/** Properties of {@link RunTimeline}. */
export interface RunTimelineProps {
  readonly run: OperationRunView;
  /** Who cancelled it, where the reader may know. */
  readonly cancelledBy: string | null;
}

interface Moment {
  readonly id: string;
  readonly tone: Tone;
  readonly icon: IconName;
  readonly what: string;
  readonly instant: string | null;
  readonly note: string | null;
}

/** What happened to a run and when, each moment with its exact time and how long it took to come. */
export function RunTimeline(props: RunTimelineProps): ReactNode {
  const { t } = useWords(operationsMessages);
  const { exact } = useTimes();
  return (
    <ol className="ta-timeline" aria-label={t('ui.run.timeline')}>
      {useMoments(props).map(({ id, tone, icon, what, instant, note }) => (
        <li key={id} data-ta-tone={tone}>
          <span className="ta-timeline-sign">
            <Icon name={icon} />
          </span>
          <span className="ta-timeline-what">
            <bdi>{what}</bdi>
            {note !== null && <span className="ta-quiet"> · {note}</span>}
          </span>
          {instant !== null && (
            <time dateTime={instant} className="ta-quiet ta-timeline-when" suppressHydrationWarning>
              {exact(instant)}
            </time>
          )}
        </li>
      ))}
    </ol>
  );
}

function useMoments({ run, cancelledBy }: RunTimelineProps): readonly Moment[] {
  const { t, say } = useWords(operationsMessages);
  const { span } = useTimes();
  const now = useNow();
  const { startedAt, completedAt, createdAt, progress, status, outcome, attempt } = run;
  const person = run.initiator ? say(run.initiator.label) : t('ui.system');
  const waited = (from: string, to: string | null): number | null => {
    const end = to === null ? now : Date.parse(to);
    return end === null ? null : Math.max(0, end - Date.parse(from));
  };
  const moments: Moment[] = [
    {
      id: 'requested',
      tone: 'neutral',
      icon: 'circle',
      what: t('ui.run.requested_by', { person }),
      instant: createdAt,
      note: null,
    },
  ];
  if (startedAt !== null) {
    const wait = waited(createdAt, startedAt);
    const notes = [
      wait === null ? null : t('ui.run.waited', { duration: span(wait) }),
      attempt > 1 ? t('ui.run.attempt', { attempt }) : null,
    ].filter((note) => note !== null);
    moments.push({
      id: 'started',
      tone: 'info',
      icon: 'running',
      what: t('ui.run.started'),
      instant: startedAt,
      note: notes.length > 0 ? notes.join(' · ') : null,
    });
  }
  if (status === 'completed') {
    const shown = runState(run);
    const took = runMillis(run, now);
    moments.push({
      id: 'ended',
      tone: shown.tone,
      icon: shown.icon,
      what:
        outcome === 'cancelled' && cancelledBy !== null
          ? t('ui.run.cancelled_by', { person: cancelledBy })
          : t(shown.word),
      instant: completedAt,
      note:
        [stoppedAt(run, t), took === null ? null : t('ui.run.took', { duration: span(took) })]
          .filter((note) => note !== null)
          .join(' · ') || null,
    });
    return moments;
  }
  if (status === 'queued') {
    const wait = waited(createdAt, null);
    const note = wait === null ? null : t('ui.run.waiting', { duration: span(wait) });
    return [
      ...moments,
      { id: 'queued', tone: 'neutral', icon: 'clock', what: t('ui.run.queued'), instant: null, note },
    ];
  }
  const { done, total } = progress;
  if (done > 0)
    moments.push({
      id: 'progress',
      tone: 'info',
      icon: 'dash',
      what: total === null ? t('ui.run.progress_done', { done }) : t('ui.run.progress_count', { done, total }),
      instant: null,
      note: progress.note,
    });
  return moments;
}

/** How far a run came that has no numbers of its own. */
function stoppedAt(
  { progress: { done, total }, summaryCounts, outcome }: OperationRunView,
  t: Ui<keyof typeof operationsMessages>['t'],
): string | null {
  if (outcome === 'succeeded' || summaryCounts.total > 0 || total === null || done >= total) return null;
  return t('ui.run.progress_stopped', { done, total });
}
