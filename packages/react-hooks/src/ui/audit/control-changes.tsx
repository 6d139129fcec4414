import { useQueries } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useControls } from '../../hooks/controls.ts';
import { controlHistoryOptions } from '../../options/controls.ts';
import { useAtlas } from '../../provider/atlas-context.ts';
import { Frame } from '../base/atlas-root.tsx';
import { useWords } from '../base/use-words.ts';
import { EmptyState } from '../feedback/empty-state.tsx';
import { Resource } from '../feedback/resource.tsx';
import { Skeleton } from '../feedback/skeleton.tsx';
import { AuditTable, type AuditTableSlots } from './audit-table.tsx';
import { auditMessages } from './messages.ts';

/** Properties of {@link ControlChanges}. */
export interface ControlChangesProps {
  readonly slots?: Partial<AuditTableSlots>;
}

/**
 * What was changed of all operational controls, over all workspaces, newest first: the latest entries of each control. One read for each control of the catalog,
 * however many workspaces there are.
 *
 * @example
 * <ControlChanges />
 */
export function ControlChanges({ slots = {} }: ControlChangesProps): ReactNode {
  return (
    <Frame>
      <Resource result={useControls()} skeleton={{ rows: 5 }}>
        {(controls) => <Changes keys={controls.map(({ controlKey }) => controlKey)} slots={slots} />}
      </Resource>
    </Frame>
  );
}

function Changes({ keys, slots }: Required<ControlChangesProps> & { readonly keys: readonly string[] }): ReactNode {
  const { t } = useWords(auditMessages);
  const { connection } = useAtlas();
  const histories = useQueries({ queries: keys.map((control) => controlHistoryOptions(connection, { control })) });
  if (histories.some(({ isPending }) => isPending)) return <Skeleton rows={5} />;
  const entries = histories
    .flatMap(({ data }) => data?.entries ?? [])
    .sort((left, right) => Date.parse(right.recordedAt) - Date.parse(left.recordedAt));
  return entries.length === 0 ? (
    <EmptyState title={t('ui.audit.empty.title')}>{t('ui.audit.empty.text')}</EmptyState>
  ) : (
    <AuditTable entries={entries} slots={slots} />
  );
}
