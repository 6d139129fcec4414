import * as z from 'zod';
import { objectId } from './ids.ts';

/** How deep a policy may be nested. Microsoft's settings catalog needs about ten levels; without a limit an answer could exhaust the stack. */
export const maxDepth = 100;

const instant = z.string().nullish();
const tooDeep = { message: `It is nested deeper than ${String(maxDepth)} levels.` };

/** A policy with everything that Graph says of it: its fingerprint is made of what we do not know as well. */
export const namedPolicy = z
  .looseObject({
    id: objectId,
    displayName: z.string(),
    createdDateTime: instant,
    modifiedDateTime: instant,
    lastModifiedDateTime: instant,
  })
  .refine(isShallow, tooDeep);

/** A policy of the settings catalog. Its settings are read separately. */
export const catalogPolicy = z
  .looseObject({ id: objectId, name: z.string(), createdDateTime: instant, lastModifiedDateTime: instant })
  .refine(isShallow, tooDeep);

/** One setting of a policy of the settings catalog. */
export const catalogSetting = z
  .looseObject({ settingInstance: z.looseObject({ settingDefinitionId: z.string() }) })
  .refine(isShallow, tooDeep);

/** The first page of the settings of a policy. */
export const settingsAnswer = z.object({
  value: z.array(catalogSetting),
  '@odata.nextLink': z.string().optional(),
});

/** Whether a value is nested {@link maxDepth} levels at most. Level by level, without recursion. */
function isShallow(value: object): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; depth <= maxDepth; depth += 1) {
    level = level.flatMap((each): readonly unknown[] =>
      typeof each === 'object' && each !== null ? Object.values(each) : [],
    );
    if (level.length === 0) return true;
  }
  return false;
}
