import type { AuditEntryView } from '@tenantatlas/core/browser';
import { useMemo, useState, type ReactNode } from 'react';
import { useAudit } from '../../hooks/audit.ts';
import { tenantsOptions } from '../../options.ts';
import { aFunction, checkProps, optional, type PropRules } from '../../provider/check-props.ts';
import { usePages } from '../../query/use-pages.ts';
import { Frame } from '../base/atlas-root.tsx';
import { Button } from '../base/button.tsx';
import { classNames } from '../base/class-names.ts';
import { answer, className, slots, someText } from '../base/prop-rules.ts';
import { useTimeZone } from '../base/use-time-zone.ts';
import { useWords } from '../base/use-words.ts';
import { EmptyState } from '../feedback/empty-state.tsx';
import { ErrorPanel } from '../feedback/error-panel.tsx';
import { FilterSelect, type FilterOption } from '../lists/filter-select.tsx';
import { PagedList } from '../lists/paged-list.tsx';
import { auditRequest, auditTimes, isAuditTime, noAuditFilter, type AuditFilterValue } from './audit-filter.ts';
import { AuditTable, type AuditTableSlots } from './audit-table.tsx';
import { auditMessages } from './messages.ts';
import { useAuditExport } from './use-audit-export.ts';
import { actionWords } from './use-audit-story.ts';

/** Properties of {@link AuditLog}. */
export interface AuditLogProps {
  /** Without it, the ledger of the platform. */
  readonly workspaceId?: string | undefined;
  /** What is shown; keep it in the address. */
  readonly filter: AuditFilterValue;
  readonly onFilter: (filter: AuditFilterValue) => void;
  /** The name of exported files, without an ending. @default 'audit' */
  readonly fileName?: string | undefined;
  readonly slots?: Partial<AuditTableSlots> | undefined;
  readonly className?: string | undefined;
}

const rules: PropRules<AuditLogProps> = () => ({
  workspaceId: optional(someText, 'for the ledger of the platform'),
  filter: answer('an object such as { action: null, actorId: null, tenantId: null, time: null }'),
  onFilter: aFunction('(filter) => setFilter(filter)'),
  fileName: optional(someText),
  slots: slots('object'),
  className,
});

/**
 * An audit ledger to look things up in: a table, filters by actor, action, tenant and time, and an export of what the filters leave, as CSV or NDJSON.
 *
 * @example
 * <AuditLog workspaceId="w-1" filter={filter} onFilter={setFilter} />
 */
export function AuditLog(props: AuditLogProps): ReactNode {
  checkProps('AuditLog', props, rules);
  return (
    <Frame>
      <Log {...props} />
    </Frame>
  );
}

/** About a screen. */
const perPage = 18;

function Log({
  workspaceId,
  filter,
  onFilter,
  fileName = 'audit',
  slots: replaced = {},
  className: name,
}: AuditLogProps): ReactNode {
  const { t } = useWords(auditMessages);
  const { action, actorId, tenantId, time, target } = filter;
  const targetType = target?.type ?? null;
  const targetId = target?.id ?? null;
  // "This month" is that of the day on which the page was opened, so that its answer stays the same.
  const [openedAt] = useState(() => Date.now());
  const zone = useTimeZone();
  const request = useMemo(
    () =>
      auditRequest(
        workspaceId,
        {
          action,
          actorId,
          tenantId,
          time,
          target: targetType === null || targetId === null ? null : { type: targetType, id: targetId },
        },
        openedAt,
        zone,
      ),
    [workspaceId, action, actorId, tenantId, time, targetType, targetId, openedAt, zone],
  );
  const entries = useAudit({ ...request, limit: perPage });
  const items = entries.state === 'ready' ? entries.data.items : [];
  const isNarrowed = [action, actorId, tenantId, time, targetId].some((one) => one !== null);
  return (
    <div className={classNames('ta-audit-log', name)}>
      <div className="ta-audit-head">
        <Filters workspaceId={workspaceId} filter={filter} onFilter={onFilter} entries={items} />
        <Export request={request} fileName={fileName} />
      </div>
      <PagedList
        result={entries}
        empty={
          isNarrowed ? (
            <EmptyState
              title={t('ui.audit.none.title')}
              action={<Button onClick={() => onFilter(noAuditFilter)}>{t('ui.audit.clear')}</Button>}
            >
              {t('ui.audit.none.text')}
            </EmptyState>
          ) : (
            <EmptyState title={t('ui.audit.empty.title')}>{t('ui.audit.empty.text')}</EmptyState>
          )
        }
      >
        {(shown) => <AuditTable entries={shown} slots={replaced} />}
      </PagedList>
    </div>
  );
}

interface FiltersProps extends Pick<AuditLogProps, 'filter' | 'onFilter'> {
  readonly workspaceId: string | undefined;
  readonly entries: readonly AuditEntryView[];
}

function Filters({ workspaceId, filter, onFilter, entries }: FiltersProps): ReactNode {
  const { t, called } = useWords(auditMessages);
  const actors = useActors(entries, filter.actorId);
  return (
    <div className="ta-filters" role="group" aria-label={t('ui.audit.title')}>
      <FilterSelect
        label={t('ui.audit.actor')}
        all={t('ui.audit.all_actors')}
        options={actors}
        value={filter.actorId}
        onChange={(actorId) => onFilter({ ...filter, actorId })}
      />
      <FilterSelect
        label={t('ui.audit.action')}
        all={t('ui.audit.all_actions')}
        options={Object.entries(actionWords).map(([value, word]) => ({ value, label: t(word) }))}
        value={filter.action}
        onChange={(action) => onFilter({ ...filter, action })}
      />
      {workspaceId !== undefined && (
        <TenantFilter
          workspaceId={workspaceId}
          value={filter.tenantId}
          onChange={(tenantId) => onFilter({ ...filter, tenantId })}
        />
      )}
      {filter.target && (
        <FilterSelect
          label={t('ui.audit.object')}
          all={t('ui.audit.all_objects')}
          options={[{ value: filter.target.id, label: targetName(filter.target.id, entries, called) }]}
          value={filter.target.id}
          onChange={() => onFilter({ ...filter, target: null })}
        />
      )}
      <FilterSelect
        label={t('ui.audit.time')}
        all={t('ui.audit.any_time')}
        options={auditTimes.map((value) => ({ value, label: t(`ui.audit.time.${value}`) }))}
        value={filter.time}
        onChange={(time) => onFilter({ ...filter, time: isAuditTime(time) ? time : null })}
      />
    </div>
  );
}

/** What the shown entries call the object; its id where there are none. */
function targetName(id: string, entries: readonly AuditEntryView[], called: (label: string) => string): string {
  const label = entries.find(({ target }) => target.id === id)?.target.label;
  return label ? called(label) : id;
}

/** The actors of what is shown: the trail names no others. The chosen one stays. */
function useActors(entries: readonly AuditEntryView[], chosen: string | null): readonly FilterOption[] {
  const { say } = useWords(auditMessages);
  const found = new Map(entries.map(({ actor }) => [actor.id, say(actor.label)]));
  if (chosen !== null && !found.has(chosen)) found.set(chosen, chosen);
  return [...found].map(([value, label]) => ({ value, label }));
}

function TenantFilter({
  workspaceId,
  value,
  onChange,
}: {
  readonly workspaceId: string;
  readonly value: string | null;
  readonly onChange: (tenantId: string | null) => void;
}): ReactNode {
  const { t } = useWords(auditMessages);
  const tenants = usePages((connection) => tenantsOptions(connection, { workspaceId, limit: 200 }));
  const items = tenants.state === 'ready' ? tenants.data.items : [];
  return (
    <FilterSelect
      label={t('ui.audit.tenant')}
      all={t('ui.audit.all_tenants')}
      options={items.map((tenant) => ({ value: tenant.tenantId, label: tenant.name }))}
      value={value}
      onChange={onChange}
    />
  );
}

interface ExportProps {
  readonly request: ReturnType<typeof auditRequest>;
  readonly fileName: string;
}

function Export({ request, fileName }: ExportProps): ReactNode {
  const { t } = useWords(auditMessages);
  const { progress, start, stop } = useAuditExport();
  const isRunning = progress.state === 'running';
  return (
    <div className="ta-audit-export">
      {isRunning ? (
        <Button onClick={stop}>{t('ui.audit.export.stop')}</Button>
      ) : (
        (['csv', 'ndjson'] as const).map((format) => (
          <Button key={format} onClick={() => void start(request, format, `${fileName}.${format}`)}>
            {t('ui.audit.export', { format: format.toUpperCase() })}
          </Button>
        ))
      )}
      <span role="status" className="ta-quiet">
        {(isRunning || progress.state === 'done') && t(`ui.audit.export.${progress.state}`, { count: progress.count })}
      </span>
      {progress.state === 'failed' && <ErrorPanel error={progress.error} />}
    </div>
  );
}
