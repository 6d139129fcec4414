import type { Instant, PersonId, Storage } from '@tenantatlas/core';
import { aggregateRows } from '@tenantatlas/core/conformance';
import { platformScope } from '@tenantatlas/core/ports';

const all = { after: null, limit: 100_000 } as const;
const anyEntry = {
  actions: null,
  actorId: null,
  target: null,
  tenantId: null,
  visibleTenantIds: null,
  from: null,
  to: null,
};

/** The people that random requests may name. */
const knownUsers = ['u-owner', 'u-outsider', 'u-1', 'u-2'] as const;

/** The only entry that a refusal writes: a control has blocked a start. */
const blocked = 'operational_control.execution_blocked';
const withoutBlocked = <Entry extends { readonly action: string }>(entries: readonly Entry[]): readonly Entry[] =>
  entries.filter(({ action }) => action !== blocked);

/** All rows that the ports can show, as text: two dumps are equal when nothing was written in between except refused starts. */
export function dumpOf(storage: Storage, at: Instant): Promise<string> {
  return storage.unit({ plane: 'platform', actor: null }, async (unit) => {
    const workspaces = await unit.workspaces.list({ archived: null }, all);
    const rows = workspaces.map(async ({ workspaceId }) => ({
      tenants: await unit.tenants.list({ workspaceId }, { lifecycles: null, among: null }, all),
      ...(await aggregateRows(unit, { workspaceId })),
      audit: withoutBlocked(await unit.audit.list({ workspaceId }, anyEntry, all)),
      members: await Promise.all(knownUsers.map((user) => unit.members.find({ workspaceId }, user as PersonId))),
      entitled: await Promise.all(
        knownUsers.map((user) => unit.members.entitledTenants({ workspaceId }, user as PersonId)),
      ),
    }));
    return JSON.stringify({
      workspaces,
      rows: await Promise.all(rows),
      platform: withoutBlocked(await unit.audit.list(platformScope, anyEntry, all)),
      pauses: await unit.activations.snapshot(at),
      people: await unit.people.find([
        { kind: 'platform', personId: 'op-all' as PersonId },
        ...knownUsers.map((user) => ({ kind: 'user' as const, personId: user as PersonId })),
      ]),
    });
  });
}
