import { useEffect, useId, useState, type ReactNode } from 'react';
import { useWorkspaces } from '../../hooks/workspaces.ts';
import { Icon } from '../base/icons.tsx';
import { useWords } from '../base/use-words.ts';
import { Resource } from '../feedback/resource.tsx';
import type { ChosenWorkspace } from './draft.ts';
import { controlsMessages } from './messages.ts';

/** Properties of {@link WorkspacePicker}. */
export interface WorkspacePickerProps {
  /** Whether several can be chosen. */
  readonly isMultiple: boolean;
  readonly value: readonly ChosenWorkspace[];
  readonly onChange: (chosen: readonly ChosenWorkspace[]) => void;
  /** Workspaces that are paused already, marked as such. */
  readonly paused: ReadonlySet<string>;
  readonly error: string | undefined;
}

const request = { limit: 200, status: 'in_service' } as const;
const shownAtOnce = 50;

/** Workspaces out of all of them, by a search over names and ids. What was chosen comes first, also while the search hides it. */
export function WorkspacePicker(props: WorkspacePickerProps): ReactNode {
  const { isMultiple, value, onChange, paused, error } = props;
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
  const isChosen = (workspaceId: string): boolean => value.some((one) => one.workspaceId === workspaceId);
  const toggle = ({ workspaceId, name }: ChosenWorkspace): void => {
    const one = { workspaceId, name };
    if (!isMultiple) onChange([one]);
    else if (isChosen(workspaceId)) onChange(value.filter((other) => other.workspaceId !== workspaceId));
    else onChange([...value, one]);
  };
  return (
    <div className="ta-picker">
      <div className="ta-search">
        <Icon name="search" />
        <input
          type="text"
          role="searchbox"
          dir="auto"
          className="ta-input"
          aria-label={t('ui.field.workspace_search')}
          placeholder={t('ui.field.workspace_search')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
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
                    className="ta-check"
                    type={isMultiple ? 'checkbox' : 'radio'}
                    name={`${id}-workspace`}
                    checked={isChosen(one.workspaceId)}
                    onChange={() => toggle(one)}
                  />
                  <span className="ta-option-words">
                    <span dir="auto" title={one.name}>
                      {one.name}
                    </span>{' '}
                    <span className="ta-quiet">
                      {one.workspaceId}
                      {paused.has(one.workspaceId) && ` · ${t('ui.field.workspace_paused')}`}
                    </span>
                  </span>
                </label>
              ))}
              {found.length > shownAtOnce && (
                <p className="ta-quiet ta-option">
                  {t(hasMore ? 'ui.field.workspace_refine_more' : 'ui.field.workspace_refine', {
                    count: found.length - shownAtOnce,
                  })}
                </p>
              )}
            </fieldset>
          );
        }}
      </Resource>
      {isMultiple && value.length > 1 && (
        <p className="ta-quiet" role="status">
          {t('ui.field.workspaces_chosen', { count: value.length })}
        </p>
      )}
      <p id={`${id}-error`} className="ta-field-error" aria-live="polite">
        {error}
      </p>
    </div>
  );
}
