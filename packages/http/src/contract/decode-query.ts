import type { QueryField } from './query.ts';

/** The parameters of a query, each with all of its values. */
type Query = ReadonlyMap<string, readonly string[]>;

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
    const value = valueOf(field, query);
    return value === undefined ? [] : [[field.member, value] as const];
  });
  const names = fields.flatMap((field) => field.names);
  const members = fields.map((field) => field.member);
  const unknown = [...query]
    .filter(([name]) => !names.includes(name))
    .map(([name, values]) => [members.includes(name) ? `query.${name}` : ownName(name, names), values] as const);
  return Object.fromEntries([...unknown, ...known]);
}

/** Undefined when the query does not have the member. */
function valueOf({ kind, names }: QueryField, query: Query): unknown {
  const values = query.get(names[0] as string);
  if (kind === 'list') return values?.length === 1 && values[0] === '' ? [] : values;
  const value = single(values);
  if (kind === 'integer') return typeof value === 'string' && isNumeral(value) ? Number(value) : value;
  if (kind === 'text') return value;
  const workspaceId = single(query.get('workspace_id'));
  if (value === undefined) return workspaceId === undefined ? undefined : { workspaceId };
  return workspaceId === undefined ? { type: value } : { type: value, workspaceId };
}

/** Whether a text is how JSON would write that number. Any other text stays text, which schemas refuse as a number. */
function isNumeral(text: string): boolean {
  return Number.isFinite(Number(text)) && String(Number(text)) === text;
}

/** A parameter that is given twice where one is expected becomes a list, which schemas refuse as text. */
function single(values: readonly string[] | undefined): string | readonly string[] | undefined {
  return values?.length === 1 ? values[0] : values;
}

/** The name of a member that the client has renamed: schemas refuse it, and the refusal uses the caller's name. */
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
