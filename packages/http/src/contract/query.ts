/** How one member of a request is sent in a query: by `encodeQuery`, and read by the server. */
export interface QueryField {
  /** The member of the request. */
  readonly member: string;
  /** The parameters that carry it. */
  readonly names: readonly string[];
  /**
   * How a value is written. `list`: the parameter is repeated, and an empty one means the empty list. `scope`: the scope of a control, as
   * `scope=workspace&workspace_id=w-1`.
   */
  readonly kind: 'text' | 'integer' | 'list' | 'scope';
}

const field = (kind: QueryField['kind'], member: string, ...names: readonly string[]): QueryField => ({
  member,
  names,
  kind,
});

/** A member that is text. Its parameter is the member in lower case, with a line between its two words. */
export function text(member: string, name = member.replace(/[A-Z]/, '_$&').toLowerCase()): QueryField {
  return field('text', member, name);
}

/** A member that is a whole number. */
export function integer(member: string): QueryField {
  return field('integer', member, member);
}

/** A member that is a list. Its parameter is the singular, which is the member without its last letter unless told. */
export function list(member: string, name = member.slice(0, -1)): QueryField {
  return field('list', member, name);
}

/** The scope of an impact preview. */
export function scope(): QueryField {
  return field('scope', 'scope', 'scope', 'workspace_id');
}
