import type { ControlSummary } from '@tenantatlas/core/browser';
import { useState, type ReactNode } from 'react';
import { useControlHistory } from '../../hooks/use-control-history.ts';
import { Icon } from '../base/icons.tsx';
import { Time } from '../base/time.tsx';
import { useUi } from '../base/use-ui.ts';
import { Resource } from '../feedback/resource.tsx';
import { useStory } from './use-story.ts';

/** Properties of the history of a control center. */
export interface ControlHistoryListProps {
  readonly control: ControlSummary;
}

/** What was done with a control, newest first; read once it is opened. */
export function ControlHistoryList({ control }: ControlHistoryListProps): ReactNode {
  const { t } = useUi();
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="ta-history" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Icon name="chevron" />
        <span>{t('ui.history.title')}</span>
        <span className="ta-quiet">{t('ui.history.count', { count: control.historyCount })}</span>
      </summary>
      {isOpen && <Entries control={control} />}
    </details>
  );
}

function Entries({ control }: ControlHistoryListProps): ReactNode {
  const { t } = useUi();
  const tell = useStory(control.label);
  const history = useControlHistory({ control: control.controlKey });
  return (
    <Resource result={history} skeleton={{ rows: 3, shape: 'line' }}>
      {({ entries }) =>
        entries.length === 0 ? (
          <p className="ta-quiet">{t('ui.history.empty')}</p>
        ) : (
          <ol className="ta-story">
            {entries.map((entry) => {
              const { sentence, details } = tell(entry);
              return (
                <li key={entry.id}>
                  <p>
                    {sentence} <Time instant={entry.recordedAt} />
                  </p>
                  {details.map((detail) => (
                    <p key={detail} className="ta-quiet">
                      {detail}
                    </p>
                  ))}
                </li>
              );
            })}
          </ol>
        )
      }
    </Resource>
  );
}
