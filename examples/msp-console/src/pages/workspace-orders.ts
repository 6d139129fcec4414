import { namesIn } from '../shell/names-in.ts';

/** The orders that a list of workspaces can have. */
export const sorts = ['id', 'name', 'newest', 'failures'] as const;
/** See {@link sorts}. */
export type Sort = (typeof sorts)[number];

/** What workspaces are ordered by. */
export interface OrderedWorkspace {
  readonly workspaceId: string;
  readonly name: string;
  readonly createdAt: string;
  /** Null while it is not known. */
  readonly failures: number | null;
}

type Compare = (left: OrderedWorkspace, right: OrderedWorkspace) => number;

/** Comparisons for each order, with names as the reader's language orders them: those that are equal stand by name. */
export function ordersIn(locale: string): { readonly [sort in Sort]: Compare } {
  const compare = namesIn(locale);
  const byName: Compare = (left, right) => compare(left.name, right.name);
  return {
    id: (left, right) => (left.workspaceId < right.workspaceId ? -1 : 1),
    name: byName,
    newest: (left, right) => Date.parse(right.createdAt) - Date.parse(left.createdAt) || byName(left, right),
    failures: (left, right) => (right.failures ?? 0) - (left.failures ?? 0) || byName(left, right),
  };
}
