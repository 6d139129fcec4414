import * as z from 'zod';
import { objectId } from './ids.ts';

const instant = z.string().nullish();

/** A policy with everything that Graph says of it: its fingerprint is made of what we do not know as well. */
export const namedPolicy = z.looseObject({
  id: objectId,
  displayName: z.string(),
  createdDateTime: instant,
  modifiedDateTime: instant,
  lastModifiedDateTime: instant,
});

/** A policy of the settings catalog. Its settings are read separately. */
export const catalogPolicy = z.looseObject({
  id: objectId,
  name: z.string(),
  createdDateTime: instant,
  lastModifiedDateTime: instant,
});

/** One setting of a policy of the settings catalog. Its value is of any depth. */
export const catalogSetting = z.looseObject({ settingInstance: z.looseObject({ settingDefinitionId: z.string() }) });

/** The first page of the settings of a policy. */
export const settingsAnswer = z.object({
  value: z.array(catalogSetting),
  '@odata.nextLink': z.string().optional(),
});
