import { invariant } from '../kernel/invariant.ts';
import type { UnitScope } from '../ports/storage.ts';

/** What a store works with: the rows of its unit, of the tables that it needs, and the scope that they are confined to. */
export interface UnitContext<Needed> {
  readonly scope: UnitScope;
  readonly tables: Needed;
}

/** Throws unless it is a platform unit. */
export function assertPlatformUnit({ scope }: UnitContext<unknown>, method: string): void {
  invariant(
    scope.plane === 'platform',
    `${method} needs a platform unit: storage.unit({ plane: 'platform', actor }, work).`,
  );
}

/** Throws unless it is a maintenance unit. */
export function assertMaintenanceUnit({ scope }: UnitContext<unknown>, method: string): void {
  invariant(
    scope.plane === 'maintenance',
    `${method} needs a maintenance unit: storage.unit({ plane: 'maintenance', actor }, work).`,
  );
}

/** Throws when a record is handed over under another scope than its own. */
export function assertSameScope(matches: boolean, method: string): void {
  invariant(matches, `${method} got a record of another scope than the one it was called with.`);
}

/** Throws when a record refers to a row that does not exist, as a foreign key does in a database. */
export function assertParent(parent: unknown, method: string, what: string): void {
  invariant(
    parent !== undefined,
    `${method} hangs its record on a ${what} that is not there. Create the ${what} first.`,
  );
}
