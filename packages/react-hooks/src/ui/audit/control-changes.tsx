import { useQueries } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useControls } from '../../hooks/controls.ts';
import { controlHistoryOptions } from '../../options/controls.ts';
import { useAtlas } from '../../provider/atlas-context.ts';
import { Frame } from '../base/atlas-root.tsx';
import { Button } from '../base/button.tsx';
import { KnownNames } from '../base/known-names.ts';
import { useWords } from '../base/use-words.ts';
import { EmptyState } from '../feedback/empty-state.tsx';
import { Resource } from '../feedback/resource.tsx';
import { Skeleton } from '../feedback/skeleton.tsx';
import { AuditTable, type AuditTableSlots } from './audit-table.tsx';
import { auditMessages } from './messages.ts';

/** Properties of {@link ControlChanges}. */
export interface ControlChangesProps {
  readonly slots?: Partial<AuditTableSlots> | undefined;
}

/**
 * What was changed of all operational controls, over all workspaces, newest first: the latest entries of each control, about a screen of them at first. One read for
 * each control of the catalog, however many workspaces and tenants the entries name.
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

/** How many entries are drawn at first: about a screen. */
const shownAtFirst = 10;

function Changes({ keys, slots }: Required<ControlChangesProps> & { readonly keys: readonly string[] }): ReactNode {
  const { t } = useWords(auditMessages);
  const { connection } = useAtlas();
  const [isWhole, setWhole] = useState(false);
  const histories = useQueries({ queries: keys.map((control) => controlHistoryOptions(connection, { control })) });
  if (histories.some(({ isPending }) => isPending)) return <Skeleton rows={5} />;
  const entries = histories
    .flatMap(({ data }) => data?.entries ?? [])
    .sort((left, right) => Date.parse(right.recordedAt) - Date.parse(left.recordedAt));
  if (entries.length === 0)
    return <EmptyState title={t('ui.audit.empty.title')}>{t('ui.audit.empty.text')}</EmptyState>;
  return (
    <KnownNames.Provider value={histories.flatMap(({ data }) => data?.places ?? [])}>
      <AuditTable entries={isWhole ? entries : entries.slice(0, shownAtFirst)} slots={slots} />
      {!isWhole && entries.length > shownAtFirst && (
        <Button variant="quiet" onClick={() => setWhole(true)}>
          {t('ui.audit.show_all', { count: entries.length })}
        </Button>
      )}
    </KnownNames.Provider>
  );
}
