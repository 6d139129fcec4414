import type { AtlasClient } from '../../client.ts';
import type { ResultAsync } from '../../kernel/result.ts';

/** A client of any transport and any catalogs, as the suite calls it: every group and every method of `AtlasClient`. */
export type AnyClient = {
  readonly [Group in keyof AtlasClient]: {
    readonly [Method in keyof AtlasClient[Group]]: (request: never) => ResultAsync<unknown, unknown>;
  };
};
