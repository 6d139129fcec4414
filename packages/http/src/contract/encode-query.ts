import type { QueryField } from './query.ts';

type Parameters = readonly (readonly [name: string, value: string])[];

/**
 * The members of `request` that are not in `taken`, as a query. A value of the wrong type is sent too, so that the answer names its path; unknown members keep their
 * names for the same reason.
 */
export function encodeQuery(
  fields: readonly QueryField[],
  request: { readonly [member: string]: unknown },
  taken: readonly string[],
): URLSearchParams {
  const query = new URLSearchParams();
  for (const [member, value] of Object.entries(request)) {
    if (taken.includes(member) || value === undefined || value === null) continue;
    const field = fields.find((each) => each.member === member);
    for (const [name, each] of field ? parametersOf(field, value) : [[unknownName(fields, member), asText(value)]])
      query.append(name, each);
  }
  return query;
}

function parametersOf({ kind, names }: QueryField, value: unknown): Parameters {
  const name = names[0] as string;
  if (kind === 'scope') return scopeParameters(value);
  if (kind === 'integer') return [[name, typeof value === 'number' ? String(value) : asText([value])]];
  if (kind === 'text') return [[name, asText(value)]];
  if (!Array.isArray(value)) return [[name, asText([value])]];
  return value.length === 0 ? [[name, '']] : value.map((each) => [name, each === '' ? '@' : asText(each)] as const);
}

function scopeParameters(value: unknown): Parameters {
  if (typeof value !== 'object' || value === null) return [['scope', asText(value)]];
  const { type, workspaceId, ...unknown } = value as { type?: unknown; workspaceId?: unknown };
  const others = Object.keys(unknown).map((name) => [`scope.${name}`, ''] as const);
  const of = [['scope', asText(type ?? '')] as const, ...others];
  return workspaceId === undefined || workspaceId === null ? of : [...of, ['workspace_id', asText(workspaceId)]];
}

/** A value that is not text is sent behind an `@`: no id, instant, cursor or word of a list has one, so it cannot be mistaken for one. */
function asText(value: unknown): string {
  return typeof value === 'string' ? value : `@${JSON.stringify(value) ?? ''}`;
}

/** An unknown member with the name of a field's parameter would be read as that parameter. */
function unknownName(fields: readonly QueryField[], member: string): string {
  return fields.some(({ names }) => names.includes(member)) ? `query.${member}` : member;
}
