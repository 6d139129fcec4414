import { useEffect, useId, useState, type ReactNode } from 'react';
import { useWorkspaces } from '../../hooks/workspaces.ts';
import { useWords } from '../base/use-words.ts';
import { Resource } from '../feedback/resource.tsx';
import { controlsMessages } from './messages.ts';

/** Properties of {@link WorkspacePicker}. */
export interface WorkspacePickerProps {
  readonly value: string | null;
  readonly onChange: (workspaceId: string, name: string) => void;
  /** Workspaces that are paused already, marked as such. */
  readonly paused: ReadonlySet<string>;
  readonly error: string | undefined;
}

const request = { limit: 200, status: 'in_service' } as const;
const shownAtOnce = 50;

/** One workspace out of all of them, by a search over names and ids. */
export function WorkspacePicker({ value, onChange, paused, error }: WorkspacePickerProps): ReactNode {
  const { t, locale } = useWords(controlsMessages);
  const id = useId();
  const [text, setText] = useState('');
  const workspaces = useWorkspaces(request);
  const wanted = text.trim().toLocaleLowerCase(locale);
  const pages = workspaces.state === 'ready' ? workspaces.data : null;
  useEffect(() => {
    // A search means all of them, not those that happen to be here.
    if (wanted !== '' && pages?.hasMore && !pages.isLoadingMore) pages.loadMore();
  }, [wanted, pages]);
  return (
    <div className="ta-picker">
      <label htmlFor={id}>{t('ui.field.workspace_search')}</label>
      <input
        id={id}
        type="search"
        dir="auto"
        className="ta-input"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Resource result={workspaces} skeleton={{ rows: 3, shape: 'line' }}>
        {({ items, hasMore }) => {
          const found = items.filter(
            (one) =>
              one.name.toLocaleLowerCase(locale).includes(wanted) ||
              one.workspaceId.toLocaleLowerCase().includes(wanted),
          );
          if (items.length === 0) return <p className="ta-quiet">{t('ui.field.workspace_empty')}</p>;
          if (found.length === 0)
            return (
              <p className="ta-quiet" role="status">
                {hasMore ? t('ui.loading') : t('ui.field.workspace_none', { text })}
              </p>
            );
          return (
            <fieldset className="ta-picker-list" aria-describedby={`${id}-error`}>
              <legend className="ta-hidden">{t('ui.field.workspace')}</legend>
              {found.slice(0, shownAtOnce).map((one) => (
                <label key={one.workspaceId} className="ta-option">
                  <input
                    type="radio"
                    name={`${id}-workspace`}
                    checked={value === one.workspaceId}
                    onChange={() => onChange(one.workspaceId, one.name)}
                  />
                  <span className="ta-option-name" dir="auto">
                    {one.name}
                  </span>
                  <span className="ta-quiet">
                    {one.workspaceId}
                    {paused.has(one.workspaceId) && ` · ${t('ui.field.workspace_paused')}`}
                  </span>
                </label>
              ))}
              {found.length > shownAtOnce && (
                <p className="ta-quiet">
                  {t(hasMore ? 'ui.field.workspace_refine_more' : 'ui.field.workspace_refine', {
                    count: found.length - shownAtOnce,
                  })}
                </p>
              )}
            </fieldset>
          );
        }}
      </Resource>
      <p id={`${id}-error`} className="ta-field-error" aria-live="polite">
        {error}
      </p>
    </div>
  );
}
