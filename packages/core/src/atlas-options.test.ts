import { describe, expect, it } from 'vitest';
import { systemActor, type Actor } from './access/actor.ts';
import { createTenantAtlas } from './atlas.ts';
import { InvariantError } from './kernel/invariant.ts';
import { createMemoryStorage } from './memory/index.ts';

describe('an option that TypeScript would reject', () => {
  it.each<{ given: unknown; about: RegExp }>([
    { given: { stroage: createMemoryStorage() }, about: /"stroage" is not an option\. Use one of storage, catalogs, / },
    {
      given: { catalogs: { control: [] } },
      about: /"control" is not a member of "catalogs"\. Use one of controls, op/,
    },
    { given: { catalogs: [], controls: [] }, about: /"controls" is not an option/ },
    { given: { catalogs: null }, about: /"catalogs" is an object such as/ },
    { given: null, about: /pass an object such as \{ storage \}/ },
    { given: 'postgres://', about: /pass an object such as/ },
  ])('is rejected at once: $given', ({ given, about }) => {
    const compose = () => createTenantAtlas(given as object);
    expect(compose).toThrow(InvariantError);
    expect(compose).toThrow(about);
  });

  it.each([undefined, null, 'u-1', {}, { id: 'u-1' }, { kind: 'admin', id: 'u-1' }])(
    'is rejected as an actor too: as(%j)',
    (actor) => {
      const act = () => createTenantAtlas().as(actor as Actor);
      expect(act).toThrow(InvariantError);
      expect(act).toThrow(/^Say who acts, with workspaceUser/);
    },
  );

  it('is accepted when valid, also without a value', () => {
    const options = { storage: undefined, catalogs: undefined, clock: undefined };
    expect(createTenantAtlas(options as object).as(systemActor('test'))).toBeDefined();
  });
});
