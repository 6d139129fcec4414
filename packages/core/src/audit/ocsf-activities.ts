import { invariant } from '../kernel/invariant.ts';
import { lazy } from '../kernel/lazy.ts';
import { definitionOf } from './catalog.ts';
import type { AuditActionCatalog } from '../ports/audit-actions.ts';
import { ocsfClasses, type OcsfTypeName } from './ocsf-classes.ts';

/** An activity of one OCSF class. */
export interface OcsfActivity {
  readonly classUid: number;
  readonly className: string;
  readonly id: number;
  readonly name: string;
}

const byTypeName = lazy(
  (): ReadonlyMap<string, OcsfActivity> =>
    new Map(
      Object.values(ocsfClasses).flatMap(({ uid, name: className, activities }) =>
        Object.entries(activities).map(([name, id]) => [
          `${className}: ${name}`,
          { classUid: uid, className, id, name },
        ]),
      ),
    ),
);

/** The OCSF activity of an action; for one outside the catalog, the activity "Other" on an entity. */
export function ocsfActivity(action: string, hostActions: AuditActionCatalog = {}): OcsfActivity {
  const own = Object.hasOwn(hostActions, action) ? hostActions[action] : undefined;
  const typeName: OcsfTypeName = own?.ocsf ?? definitionOf(action)?.ocsf ?? 'Entity Management: Other';
  const activity = byTypeName().get(typeName);
  invariant(activity, `There is no OCSF activity "${typeName}".`);
  return activity;
}
