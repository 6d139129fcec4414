import type { AuditEntryView } from '@tenantatlas/core/browser';
import { AuditLog, isAuditTime, type AuditTableSlots, type AuditFilterValue } from '@tenantatlas/react-hooks/ui';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { paths } from '../paths.ts';
import { usePersonName } from '../session/use-person-name.ts';
import { useAddress } from './use-address.ts';

/** Where the object of an entry has its page; null where it has none. */
function pageOf({ target, workspaceId, tenantId }: AuditEntryView): string | null {
  if (target.type === 'operational_control') return null;
  if (workspaceId === null) return target.type === 'workspace' ? paths.workspace(target.id) : null;
  switch (target.type) {
    case 'operation_run':
      return paths.operation(workspaceId, target.id);
    case 'tenant':
      return paths.tenant(workspaceId, tenantId ?? target.id);
    case 'workspace':
      return paths.workspace(workspaceId);
    default:
      return null;
  }
}

/** What an entry is about, as a link where it has a page; people by the names of the directory. */
const AuditObject: NonNullable<AuditTableSlots['object']> = ({ entry, name }) => {
  const inDirectory = usePersonName();
  const href = pageOf(entry);
  const shown = <bdi>{(entry.target.type === 'person' ? inDirectory(entry.target.id) : null) ?? name}</bdi>;
  return href === null ? shown : <Link href={href}>{shown}</Link>;
};

/** What the console puts into the tables of its ledgers. */
export const auditSlots: AuditTableSlots = { object: AuditObject };

/** Properties of {@link AuditOf}. */
export interface AuditOfProps {
  /** The address of the page. */
  readonly path: string;
  readonly workspaceId?: string;
}

/** A ledger with its filters in the address. */
export function AuditOf({ path, workspaceId }: AuditOfProps): ReactNode {
  const { value, change } = useAddress(path);
  const time = value('time');
  const [objectType, object] = [value('object_type'), value('object')];
  const filter: AuditFilterValue = {
    action: value('action'),
    actorId: value('actor'),
    tenantId: value('tenant'),
    time: isAuditTime(time) ? time : null,
    target: objectType && object ? { type: objectType, id: object } : null,
  };
  return (
    <AuditLog
      {...(workspaceId === undefined ? {} : { workspaceId })}
      filter={filter}
      onFilter={({ action, actorId, tenantId, time: next, target }) =>
        change({
          action,
          actor: actorId,
          tenant: tenantId,
          time: next,
          object_type: target?.type ?? null,
          object: target?.id ?? null,
        })
      }
      fileName={`audit-${workspaceId ?? 'platform'}`}
      slots={auditSlots}
    />
  );
}
