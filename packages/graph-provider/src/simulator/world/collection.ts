/** An object as Graph answers it. */
export type GraphObject = Readonly<Record<string, unknown>>;

/** A change of a collection, for a delta. */
export interface Change {
  readonly id: string;
  /** The object as it is now; null when it was removed. */
  readonly row: GraphObject | null;
}

/**
 * Objects of one kind, each at a position that it keeps. Removing one moves no other, so that a page that is read meanwhile neither loses nor repeats any.
 *
 * MUST NOT hold objects that were not changed: they are made when they are asked for, which keeps a large tenant out of memory.
 */
export interface Collection {
  /** How many positions there are, with those of removed objects. */
  readonly length: number;
  /** How many objects there are. */
  readonly size: number;
  /** How many changes there were. */
  readonly version: number;
  /** The object at a position, or null when it was removed. */
  at(position: number): GraphObject | null;
  /** The object with an id, or null. */
  find(id: string): GraphObject | null;
  /** Adds an object, with all members that an object of this kind has. The id comes from the collection unless `values` has one. */
  add(values: GraphObject): GraphObject;
  /** Changes members of an object. False when there is none with this id. */
  change(id: string, values: GraphObject): boolean;
  /** Removes an object. False when there is none with this id. */
  remove(id: string): boolean;
  /** What changed after one version and up to another, each object once, in the order of its last change. */
  changes(after: number, upTo: number): readonly Change[];
}

/** Where a collection gets the objects that it has at first. */
export interface Origin {
  readonly count: number;
  /** The object, or null where there is none at present. */
  make(position: number): GraphObject | null;
  /** The position of an id that the origin made or makes, or null. */
  positionOf(id: string): number | null;
  /** The id of an object that is added at a position. */
  idAt(position: number): string;
}

/** The text of an object's id. */
export function idOf(row: GraphObject): string {
  const { id } = row;
  if (typeof id !== 'string') throw new TypeError('An object of the simulated world has no id.');
  return id;
}

/** A collection whose objects can be changed, over an origin that does not change. */
export function createCollection(origin: Origin): Collection {
  const own = new Map<number, GraphObject>();
  const removed = new Map<number, string>();
  const addedIds = new Map<string, number>();
  const log: number[] = [];
  let length = origin.count;

  const positionOf = (id: string): number | null => {
    const position = addedIds.get(id) ?? origin.positionOf(id);
    return position === null || position >= length || removed.has(position) ? null : position;
  };
  const at = (position: number): GraphObject | null => {
    if (position < 0 || position >= length || removed.has(position)) return null;
    return own.get(position) ?? (position < origin.count ? origin.make(position) : null);
  };
  return {
    get length() {
      return length;
    },
    get size() {
      return length - removed.size;
    },
    get version() {
      return log.length;
    },
    at,
    find(id) {
      const position = positionOf(id.toLowerCase()) ?? positionOf(id);
      return position === null ? null : at(position);
    },
    add(values) {
      const row = { ...blank(origin, length), id: origin.idAt(length), ...values };
      own.set(length, row);
      addedIds.set(idOf(row), length);
      log.push(length);
      length += 1;
      return row;
    },
    change(id, values) {
      const position = positionOf(id.toLowerCase()) ?? positionOf(id);
      const row = position === null ? null : at(position);
      if (position === null || row === null) return false;
      own.set(position, { ...row, ...values, id: idOf(row) });
      log.push(position);
      return true;
    },
    remove(id) {
      const position = positionOf(id.toLowerCase()) ?? positionOf(id);
      const row = position === null ? null : at(position);
      if (position === null || row === null) return false;
      own.delete(position);
      removed.set(position, idOf(row));
      log.push(position);
      return true;
    },
    changes(after, upTo) {
      const last = [...new Set(log.slice(after, upTo).reverse())].reverse();
      return last.map((position) => {
        const row = at(position);
        return { id: row === null ? (removed.get(position) ?? '') : idOf(row), row };
      });
    },
  };
}

/** What an added object has besides the values that are given: what the origin makes at its position, else the members of its first object, without values. */
function blank(origin: Origin, position: number): GraphObject {
  const made = origin.make(position);
  if (made !== null) return made;
  return Object.fromEntries(Object.keys(origin.make(0) ?? {}).map((name) => [name, null]));
}

/** A collection of objects that are written out. */
export function listed(rows: readonly GraphObject[], idAt: (position: number) => string): Collection {
  const positions = new Map(rows.map((row, position) => [idOf(row), position]));
  return createCollection({
    count: rows.length,
    make: (position) => rows[position] ?? null,
    positionOf: (id) => positions.get(id) ?? null,
    idAt,
  });
}
