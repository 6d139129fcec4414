import { useState, type ReactNode } from 'react';
import { useControlChanges, useControls } from '../../hooks/controls.ts';
import { aFunction, checkProps, optional, type PropRules } from '../../provider/check-props.ts';
import { Frame } from '../base/atlas-root.tsx';
import { Button } from '../base/button.tsx';
import { KnownNames } from '../base/known-names.ts';
import { answer, slots } from '../base/prop-rules.ts';
import { useWords } from '../base/use-words.ts';
import { EmptyState } from '../feedback/empty-state.tsx';
import { FilterSelect } from '../lists/filter-select.tsx';
import { PagedList } from '../lists/paged-list.tsx';
import { AuditTable, type AuditTableSlots } from './audit-table.tsx';
import { auditMessages } from './messages.ts';
import { actionWords } from './use-audit-story.ts';

/** What {@link ControlChanges} are narrowed to; null is all. */
export interface ControlChangesFilter {
  readonly control: string | null;
  /** An action such as `operational_control.execution_blocked`: the starts that a pause has blocked. */
  readonly action: string | null;
  /** One pause, by the id of its activation. */
  readonly pauseId: string | null;
}

/** Everything. */
export const noControlChangesFilter: ControlChangesFilter = { control: null, action: null, pauseId: null };

/** Properties of {@link ControlChanges}. */
export interface ControlChangesProps {
  /** What is shown; keep it in the address. @default the component keeps it, and begins with everything */
  readonly filter?: ControlChangesFilter | undefined;
  readonly onFilter?: ((filter: ControlChangesFilter) => void) | undefined;
  readonly slots?: Partial<AuditTableSlots> | undefined;
}

const rules: PropRules<ControlChangesProps> = () => ({
  filter: optional(answer('an object such as { control: null, action: null, pauseId: null }')),
  onFilter: optional(aFunction('(filter) => setFilter(filter)')),
  slots: slots('object'),
});

/**
 * What was done to operational controls on the platform and in every workspace, newest first, page by page, narrowed by control, action and pause. One read for each page,
 * however many controls, workspaces and tenants the entries name.
 *
 * @example
 * <ControlChanges filter={{ ...noControlChangesFilter, pauseId: pause.id }} onFilter={setFilter} />
 */
export function ControlChanges(props: ControlChangesProps): ReactNode {
  checkProps('ControlChanges', props, rules);
  return (
    <Frame>
      <Changes {...props} />
    </Frame>
  );
}

/** About a screen. */
const perPage = 10;

function Changes({ filter: given, onFilter, slots: replaced = {} }: ControlChangesProps): ReactNode {
  const { t } = useWords(auditMessages);
  const [kept, setKept] = useState(noControlChangesFilter);
  const filter = given ?? kept;
  const change = onFilter ?? setKept;
  const { control, action, pauseId } = filter;
  const changes = useControlChanges({
    control,
    actions: action === null ? null : [action],
    activationId: pauseId,
    limit: perPage,
  });
  const isNarrowed = control !== null || action !== null || pauseId !== null;
  return (
    <div className="ta-audit-log">
      <div className="ta-audit-head">
        <Filters filter={filter} onFilter={change} />
      </div>
      <PagedList
        result={changes}
        isLive
        empty={
          isNarrowed ? (
            <EmptyState
              title={t('ui.audit.none.title')}
              action={<Button onClick={() => change(noControlChangesFilter)}>{t('ui.audit.clear')}</Button>}
            >
              {t('ui.audit.none.text')}
            </EmptyState>
          ) : (
            <EmptyState title={t('ui.audit.empty.title')}>{t('ui.audit.empty.text')}</EmptyState>
          )
        }
      >
        {(shown) => (
          <KnownNames.Provider value={shown.flatMap(({ places }) => places)}>
            <AuditTable entries={shown.map(({ entry }) => entry)} slots={replaced} />
          </KnownNames.Provider>
        )}
      </PagedList>
    </div>
  );
}

const controlWords = Object.entries(actionWords).filter(([action]) => action.startsWith('operational_control.'));

interface FiltersProps {
  readonly filter: ControlChangesFilter;
  readonly onFilter: (filter: ControlChangesFilter) => void;
}

function Filters({ filter, onFilter }: FiltersProps): ReactNode {
  const { t, called } = useWords(auditMessages);
  const controls = useControls();
  const known = controls.state === 'ready' ? controls.data : [];
  return (
    <div className="ta-filters" role="group" aria-label={t('ui.audit.title')}>
      <FilterSelect
        label={t('ui.audit.control')}
        all={t('ui.audit.all_controls')}
        options={known.map(({ controlKey, label }) => ({ value: controlKey, label: called(label) }))}
        value={filter.control}
        onChange={(control) => onFilter({ ...filter, control })}
      />
      <FilterSelect
        label={t('ui.audit.action')}
        all={t('ui.audit.all_actions')}
        options={controlWords.map(([value, word]) => ({ value, label: t(word) }))}
        value={filter.action}
        onChange={(action) => onFilter({ ...filter, action })}
      />
      {filter.pauseId !== null && (
        <FilterSelect
          label={t('ui.audit.pause')}
          all={t('ui.audit.all_pauses')}
          options={[{ value: filter.pauseId, label: t('ui.audit.this_pause') }]}
          value={filter.pauseId}
          onChange={(pauseId) => onFilter({ ...filter, pauseId })}
        />
      )}
    </div>
  );
}
