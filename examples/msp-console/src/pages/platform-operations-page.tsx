import { AttentionRuns, EmptyState, isListTime, TimeFilter } from '@tenantatlas/react-hooks/ui';
import { useMemo, type ReactNode } from 'react';
import { Link } from 'wouter';
import { useOperationName } from '../i18n/operation-names.ts';
import { useText } from '../i18n/use-text.ts';
import { paths } from '../paths.ts';
import { Filters } from '../ui/filters.tsx';
import { Page } from '../ui/page.tsx';
import { aboutAScreen } from '../ui/runs.tsx';
import { runElsewhereSlots } from '../ui/runs-elsewhere.tsx';
import { useAddress } from '../ui/use-address.ts';

const kinds = ['failed', 'stuck'] as const;

/** Failed and stuck runs of all workspaces, page by page. Kind and time are in the address. */
export default function PlatformOperationsPage(): ReactNode {
  const text = useText();
  const nameOf = useOperationName();
  const { value, change, hrefWith } = useAddress(paths.platformOperations);
  const kind = kinds.find((one) => one === value('kind')) ?? 'failed';
  const asked = value('time');
  const time = isListTime(asked) ? asked : null;
  const isNarrowed = kind === 'failed' && time !== null;
  const slots = useMemo(
    () => ({ ...runElsewhereSlots, ...(isNarrowed ? { empty: NothingFailed } : {}) }),
    [isNarrowed],
  );
  return (
    <Page title={text('nav.operations')} about={text('platform_operations.about')}>
      <Filters
        label={text('operations.filter')}
        filters={kinds.map((id) => ({
          id,
          label: text(`platform_operations.${id}`),
          href: hrefWith({ kind: id === 'failed' ? null : id }),
        }))}
        chosen={kind}
      />
      {kind === 'failed' && (
        <div className="ta-filters">
          <TimeFilter value={time} onChange={(next) => change({ time: next })} />
        </div>
      )}
      <AttentionRuns limit={aboutAScreen} kind={kind} {...(time ? { time } : {})} nameOf={nameOf} slots={slots} />
    </Page>
  );
}

function NothingFailed(): ReactNode {
  const text = useText();
  return (
    <EmptyState
      title={text('operations.none')}
      action={
        <Link href={paths.platformOperations} className="button">
          {text('platform_operations.any_time')}
        </Link>
      }
    >
      {text('platform_operations.none')}
    </EmptyState>
  );
}
