import type { Storage } from '@tenantatlas/core/ports';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { forEachBackend, type OpenBackend, runOnHandle } from '../../test/support/backends.ts';
import { backendProfiles } from '../backend/backend-profile.ts';
import { inWorkspace, onPlatform, transparentStorage, type TransparentStorage } from '../../test/support/units.ts';

const read = `SELECT current_setting('synchronous_commit') AS value`;

forEachBackend((backend) => {
  let open: OpenBackend | null = null;
  let storage: TransparentStorage;
  // A setting of a database is for its later sessions, so each test needs new ones. PGlite has one session, whose setting each test makes.
  beforeEach(async () => {
    if (backend.name !== 'pglite') await close();
    open ??= await backend.open();
    storage = transparentStorage(open.database);
  });
  const close = async () => {
    await open?.close();
    open = null;
  };
  afterAll(close);

  const opened = (): OpenBackend => {
    if (!open) throw new Error('It is opened before each test.');
    return open;
  };
  /** Gives the session that value, as a login or a database does. */
  const inherit = (value: string) =>
    backend.name === 'pglite'
      ? opened().admin(`SET synchronous_commit TO ${value}`)
      : opened().admin(
          `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit TO ${value}', current_database()); END $$`,
        );
  const inUnit = (of: Pick<Storage, 'unit'>, scope = onPlatform) =>
    of.unit(
      scope,
      async (unit) => (await storage.beneath(unit).query<{ readonly value: string }>(read)).rows[0]?.value,
    );
  const onHandle = async (handle: unknown) => (await runOnHandle<{ value: string }>(handle, read))[0]?.value;

  it.each([
    { inherited: 'off', own: 'on' },
    { inherited: 'local', own: 'local' },
    { inherited: 'remote_write', own: 'remote_write' },
    { inherited: 'on', own: 'on' },
    { inherited: 'remote_apply', own: 'remote_apply' },
  ])(
    'a session with synchronous_commit = $inherited: own transactions commit with $own',
    async ({ inherited, own }) => {
      await inherit(inherited);
      expect((await opened().database.query(read)).rows).toEqual([{ value: inherited }]);
      expect(await inUnit(storage)).toBe(own);
      expect(await inUnit(storage, inWorkspace('w'))).toBe(own);
      expect(await storage.transaction((bound) => onHandle(bound.handle))).toBe(own);
      expect((await opened().database.query(read)).rows).toEqual([{ value: inherited }]);
    },
  );

  // No statement that reads first reaches the workers of Citus.
  it.each(['off', 'local', 'on'])('with the SQL for Citus, own transactions commit with on (%s)', async (inherited) => {
    await inherit(inherited);
    const onCitus = transparentStorage(opened().database, { profile: backendProfiles.citus });
    const inUnitOnCitus = onCitus.unit(onPlatform, async (unit) => (await onCitus.beneath(unit).query(read)).rows);
    expect(await inUnitOnCitus).toEqual([{ value: 'on' }]);
    expect(await onCitus.transaction((bound) => onHandle(bound.handle))).toBe('on');
    expect((await opened().database.query(read)).rows).toEqual([{ value: inherited }]);
  });

  it('a transaction of the host keeps its value', async () => {
    await inherit('off');
    await opened().hostTransaction(async (host) => {
      expect(await inUnit(storage.bind(host.handle))).toBe('off');
      expect(await onHandle(host.handle)).toBe('off');
      await host.run('SET LOCAL synchronous_commit TO on');
      expect(await inUnit(storage.bind(host.handle))).toBe('on');
    });
  });
});
