import { lookUpOthers, ownName } from '../access/look-up-people.ts';
import type { Finishing } from '../access/method.ts';
import { guardAgainstBugs } from '../access/perform.ts';
import { now } from '../kernel/clock.ts';
import { ok, type ResultAsync } from '../kernel/result.ts';
import type { ReasonCatalog } from '../knowledge/reasons.ts';
import type { StoredConnection } from '../ports/connection-store.ts';
import { connectionDetail, type ConnectionDetail } from './view.ts';

/** A connection with what was read of its tenant. */
export interface Found {
  readonly connection: StoredConnection;
  readonly tenantName: string | null;
}

/** One connection with the names of those who acknowledged something of its report. */
export async function show(
  { connection, tenantName }: Found,
  reasons: ReasonCatalog,
  { environment, caller }: Finishing,
): Promise<ConnectionDetail> {
  const people = await lookUpOthers(
    environment,
    caller,
    connection.acknowledgements.map(({ by }) => by),
  );
  return connectionDetail(connection, tenantName, { reasons, people, now: now(environment.clock) });
}

/** The write is already committed: when names cannot be read, the connection is shown without them and not reported as a failure. */
export function showAsWritten(
  found: Found,
  reasons: ReasonCatalog,
  finishing: Finishing,
): ResultAsync<ConnectionDetail, never> {
  const { environment, caller } = finishing;
  const { connection, tenantName } = found;
  return guardAgainstBugs(
    environment,
    'connections',
    show(found, reasons, finishing).then((view) => ok(view)),
  ).orElse(() =>
    ok(connectionDetail(connection, tenantName, { reasons, people: ownName(caller), now: now(environment.clock) })),
  );
}
