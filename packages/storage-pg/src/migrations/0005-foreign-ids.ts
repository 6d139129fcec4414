import { schemaIdentifier } from '../schema/identifier.ts';
import type { Migration } from './migration.ts';

/** `isForeignId` of core as a condition on a column. A bracket expression without escapes, in the order of ASCII. */
const isForeignId = (column: string): string => `${column} ~ '^[]!#-&(-+.-?A-[^-~-]{1,255}$'`;

/** `normalizeExternalTenantId` of core for what was stored before it: no stored id has braces. */
const normal =
  "(case when external_tenant_id ~ '[^.][.]$' then left(lower(external_tenant_id), -1) else lower(external_tenant_id) end)";

/** Tables with external tenant ids, whose rows the owner cannot see while row-level security is forced. */
const withExternalIds = ['external_tenants', 'tenants'] as const;

/**
 * Ids of people as identity providers make them, and external tenant ids in one spelling.
 *
 * Two tenants in service whose ids differ only in spelling are one tenant. The migration then changes nothing and fails with both names: which of them stays
 * in service is for a person to decide, who archives the other one with the version before.
 */
export const foreignIds: Migration = {
  number: 5,
  name: 'foreign-ids',
  worksWith: 5,
  up: (schema) => {
    const s = schemaIdentifier(schema);
    return [
      `alter table ${s}.people drop constraint people_id, add constraint people_id check (${isForeignId('person_id')});`,
      `alter table ${s}.memberships drop constraint memberships_user, add constraint memberships_user check (${isForeignId('user_id')});`,
      ...withExternalIds.map((table) => `alter table ${s}.${table} no force row level security;`),
      `do $check$
declare
  twins text;
begin
  select string_agg(workspace_id || ' ' || tenant_id, ', ' order by workspace_id, tenant_id) into twins
    from ${s}.external_tenants group by ${normal} having count(*) > 1 limit 1;
  if twins is not null then
    raise exception 'these tenants (workspace and tenant) are in service and have one external id in two spellings: %; archive all but one, then migrate again', twins
      using errcode = '55000';
  end if;
end
$check$;`,
      ...withExternalIds.map(
        (table) => `update ${s}.${table} set external_tenant_id = ${normal} where external_tenant_id <> ${normal};`,
      ),
      ...withExternalIds.map((table) => `alter table ${s}.${table} force row level security;`),
      `alter table ${s}.external_tenants add constraint external_tenants_spelling check (external_tenant_id = lower(external_tenant_id) and external_tenant_id !~ '[{}]');`,
      '',
    ].join('\n');
  },
};
