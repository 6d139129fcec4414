/** How one member of a request is sent in a query. A value of the wrong type is sent too, so that the answer names its path. */
export interface QueryField {
  /** The member of the request. */
  readonly member: string;
  /** The parameters that carry it. */
  readonly names: readonly string[];
  /** What the parameter is, for the OpenAPI description. */
  readonly kind: 'text' | 'integer' | 'list' | 'scope';
  encode(value: unknown): readonly (readonly [name: string, value: string])[];
  /** Undefined when the query does not have it. */
  decode(query: Query): unknown;
}

/** The parameters of a query, each with all of its values. */
export type Query = ReadonlyMap<string, readonly string[]>;

/** A member that is text. Its parameter is the member in lower case, with a line between its two words. */
export function text(member: string, name = member.replace(/[A-Z]/, '_$&').toLowerCase()): QueryField {
  return {
    member,
    names: [name],
    kind: 'text',
    encode: (value) => [[name, asText(value)]],
    decode: (query) => single(query.get(name)),
  };
}

/** A member that is a whole number; any other value stays text, which schemas refuse as a number. */
export function integer(member: string, name = member): QueryField {
  return {
    ...text(member, name),
    kind: 'integer',
    encode: (value) => [[name, typeof value === 'number' ? String(value) : asText([value])]],
    decode(query) {
      const value = single(query.get(name));
      return typeof value === 'string' && isNumeral(value) ? Number(value) : value;
    },
  };
}

/** Whether a text is how JSON would write that number. */
function isNumeral(text: string): boolean {
  return Number.isFinite(Number(text)) && String(Number(text)) === text;
}

/**
 * A member that is a list: the parameter is repeated, and called by the singular, which is the member without its last letter unless told; an empty one means the
 * empty list.
 */
export function list(member: string, name = member.slice(0, -1)): QueryField {
  return {
    member,
    names: [name],
    kind: 'list',
    encode(value) {
      if (!Array.isArray(value)) return [[name, asText([value])]];
      return value.length === 0 ? [[name, '']] : value.map((each) => [name, each === '' ? '@' : asText(each)] as const);
    },
    decode(query) {
      const values = query.get(name);
      return values?.length === 1 && values[0] === '' ? [] : values;
    },
  };
}

/** The scope of an impact preview, as `scope=workspace&workspace_id=w-1`. */
export function scope(): QueryField {
  return {
    member: 'scope',
    names: ['scope', 'workspace_id'],
    kind: 'scope',
    encode(value) {
      if (typeof value !== 'object' || value === null) return [['scope', asText(value)]];
      const { type, workspaceId, ...unknown } = value as { type?: unknown; workspaceId?: unknown };
      const others = Object.keys(unknown).map((name) => [`scope.${name}`, ''] as const);
      const of = [['scope', asText(type ?? '')] as const, ...others];
      return workspaceId === undefined || workspaceId === null ? of : [...of, ['workspace_id', asText(workspaceId)]];
    },
    decode(query) {
      const [type, workspaceId] = [single(query.get('scope')), single(query.get('workspace_id'))];
      if (type === undefined) return workspaceId === undefined ? undefined : { workspaceId };
      return workspaceId === undefined ? { type } : { type, workspaceId };
    },
  };
}

/** A parameter that is given twice where one is expected becomes a list, which schemas refuse as text. */
function single(values: readonly string[] | undefined): string | readonly string[] | undefined {
  return values?.length === 1 ? values[0] : values;
}

/** A value that is not text is sent behind an `@`: no id, instant, cursor or word of a list has one, so it cannot be mistaken for one. */
function asText(value: unknown): string {
  return typeof value === 'string' ? value : `@${JSON.stringify(value) ?? ''}`;
}

/** The members of `request` that are not in `taken`, as a query. Unknown members keep their names, so that the refusal names them. */
export function encodeQuery(
  fields: readonly QueryField[],
  request: { readonly [member: string]: unknown },
  taken: readonly string[],
): URLSearchParams {
  const query = new URLSearchParams();
  for (const [member, value] of Object.entries(request)) {
    if (taken.includes(member) || value === undefined || value === null) continue;
    const field = fields.find((each) => each.member === member);
    for (const [name, each] of field?.encode(value) ?? [[unknownName(fields, member), asText(value)]])
      query.append(name, each);
  }
  return query;
}

/** An unknown member with the name of a field's parameter would be read as that parameter. */
function unknownName(fields: readonly QueryField[], member: string): string {
  return fields.some(({ names }) => names.includes(member)) ? `query.${member}` : member;
}

/**
 * The members that a query carries. Unknown parameters keep their names, so that the schema refuses them. One with the name of a member that is sent
 * under another name would be read as that member, so it becomes `query.` and its name.
 */
export function decodeQuery(
  fields: readonly QueryField[],
  params: URLSearchParams,
): { readonly [member: string]: unknown } {
  const query = queryOf(params);
  const known = fields.flatMap((field) => {
    const value = field.decode(query);
    return value === undefined ? [] : [[field.member, value] as const];
  });
  const names = fields.flatMap((field) => field.names);
  const members = fields.map((field) => field.member);
  const unknown = [...query]
    .filter(([name]) => !names.includes(name))
    .map(([name, values]) => [members.includes(name) ? `query.${name}` : ownName(name, names), values] as const);
  return Object.fromEntries([...unknown, ...known]);
}

/** The name of a member that {@link unknownName} has renamed: schemas refuse it, and the refusal uses the caller's name. */
function ownName(name: string, names: readonly string[]): string {
  const member = name.replace(/^query\./, '');
  return names.includes(member) ? member : name;
}

/** In one pass: `getAll` for every name would take quadratic time. */
function queryOf(params: URLSearchParams): Query {
  const query = new Map<string, string[]>();
  for (const [name, value] of params) {
    const values = query.get(name);
    if (values) values.push(value);
    else query.set(name, [value]);
  }
  return query;
}
