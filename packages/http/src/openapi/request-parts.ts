import type { QueryField } from '../contract/query.ts';
import type { Json } from './json-schema.ts';

/** The members of a request, each with its schema and whether it must be there. */
export interface Members {
  readonly schemas: { readonly [member: string]: Json };
  readonly required: readonly string[];
}

/** The members of a request's schema; of one with alternatives, those of the first: the members in a path or a query are common to all. */
export function membersOf(request: Json): Members {
  const [first] = alternativesOf(request);
  return {
    schemas: (first?.['properties'] ?? {}) as Members['schemas'],
    required: (first?.['required'] ?? []) as Members['required'],
  };
}

/** The members of a request for the body, without those in the path. */
export function without(request: Json, inPath: readonly string[]): Json {
  const alternatives = alternativesOf(request);
  if (alternatives.length > 1) return { oneOf: alternatives.map((each) => without(each, inPath)) };
  const { schemas, required } = membersOf(request);
  const left = required.filter((member) => !inPath.includes(member));
  return {
    type: 'object',
    properties: Object.fromEntries(Object.entries(schemas).filter(([member]) => !inPath.includes(member))),
    ...(left.length > 0 ? { required: left } : {}),
    additionalProperties: false,
  };
}

/** Whether a body must be sent. */
export function needsBody(body: Json): boolean {
  return alternativesOf(body).some(({ required }) => Array.isArray(required) && required.length > 0);
}

/** The parameters that carry the members of the path. An id may need the escape of a path. */
export function pathParameters(inPath: readonly string[], { schemas }: Members): readonly Json[] {
  return inPath.map((name) => {
    const schema = schemas[name] ?? {};
    const parameter = { name, in: 'path', required: true };
    if (typeof schema['pattern'] !== 'string') return { ...parameter, schema };
    const pattern = `^~\\.{1,2}$|${schema['pattern']}`;
    return { ...parameter, description: dots, schema: { ...schema, pattern } };
  });
}

const dots = 'An id. The ids `.` and `..` are sent as `~.` and `~..`, because no path keeps them.';

/** The parameters that carry the members of a read. */
export function queryParameters(query: readonly QueryField[], { schemas, required }: Members): readonly Json[] {
  return query.flatMap(({ member, names, kind }) => {
    const schema = withoutNull(schemas[member] ?? {});
    if (kind === 'scope') return scopeParameters(names, schema);
    const isList = kind === 'list' ? listStyle : {};
    return names.map((name) => ({ name, in: 'query', required: required.includes(member), schema, ...isList }));
  });
}

/** Repeated for every value. */
const listStyle = { style: 'form', explode: true };

/** A scope travels as its type and, for a workspace, as the workspace's id. */
function scopeParameters([type, workspaceId]: readonly string[], scope: Json): readonly Json[] {
  const members = alternativesOf(scope).map((each) => membersOf(each).schemas);
  const types = members.map((each) => each['type']?.['const']);
  const id = members.find((each) => each['workspaceId'])?.['workspaceId'] ?? {};
  return [
    { name: type, in: 'query', required: true, schema: { type: 'string', enum: types } },
    { name: workspaceId, in: 'query', required: false, schema: withoutNull(id) },
  ];
}

function alternativesOf(schema: Json): readonly Json[] {
  return (schema['oneOf'] as readonly Json[] | undefined) ?? [schema];
}

/** A query has no null: a member is either present or absent. */
function withoutNull({ anyOf, ...schema }: Json): Json {
  if (!Array.isArray(anyOf)) return schema;
  const options = (anyOf as readonly Json[]).filter(({ type }) => type !== 'null');
  return options.length === 1 ? { ...options[0], ...schema } : { ...schema, anyOf: options };
}
