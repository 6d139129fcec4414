/** Rows of one kind, by key. */
export interface Rows<Row> {
  get(key: string): Row | undefined;
  /** In no particular order. */
  entries(): Iterable<readonly [string, Row]>;
  set(key: string, row: Row): void;
  delete(key: string): void;
}

/** Rows on top of others: changes stay in the layer until they are merged. */
export interface RowLayer<Row> extends Rows<Row> {
  /** Writes the changes to the rows beneath. The changes of a layer that is not merged have no effect. */
  merge(): void;
}

/** Empty rows. */
export function emptyRows<Row>(): Rows<Row> {
  return new Map<string, Row>();
}

const deleted = Symbol('deleted');

/** A copy-on-write layer: its cost depends on its changes, not on the rows beneath. */
export function layerOver<Row>(beneath: Rows<Row>): RowLayer<Row> {
  const changes = new Map<string, Row | typeof deleted>();
  return {
    get: (key) => {
      const change = changes.get(key);
      if (change === undefined) return beneath.get(key);
      return change === deleted ? undefined : change;
    },
    entries: () => layeredEntries(beneath, changes),
    set: (key, row) => void changes.set(key, row),
    delete: (key) => void changes.set(key, deleted),
    merge: () => {
      for (const [key, change] of changes) {
        if (change === deleted) beneath.delete(key);
        else beneath.set(key, change);
      }
      changes.clear();
    },
  };
}

function* layeredEntries<Row>(
  beneath: Rows<Row>,
  changes: ReadonlyMap<string, Row | typeof deleted>,
): Iterable<readonly [string, Row]> {
  for (const entry of beneath.entries()) if (!changes.has(entry[0])) yield entry;
  for (const [key, change] of changes) if (change !== deleted) yield [key, change];
}

/** The values that `matches` accepts. */
export function select<Row>(rows: Rows<Row>, matches: (row: Row) => boolean = () => true): readonly Row[] {
  const found: Row[] = [];
  for (const [, row] of rows.entries()) if (matches(row)) found.push(row);
  return found;
}

/** One key of several parts; no two lists of parts share one. */
export function rowKey(...parts: readonly (string | null)[]): string {
  return JSON.stringify(parts);
}
