import { expectTypeOf, it } from 'vitest';
import type { AtlasOptions } from './atlas.ts';
import type { atlasOptionNames, catalogNames } from './atlas-options.ts';

it('lists exactly the options of an atlas', () => {
  type Options = AtlasOptions<[], []>;
  expectTypeOf<(typeof atlasOptionNames)[number]>().toEqualTypeOf<keyof Options>();
  expectTypeOf<(typeof catalogNames)[number]>().toEqualTypeOf<keyof NonNullable<Options['catalogs']>>();
});
