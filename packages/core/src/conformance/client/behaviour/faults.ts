import { StorageFault } from '../../../ports/storage-fault.ts';
import { equal } from '../../check.ts';
import { failure, value } from '../answers.ts';
import type { ClientCase } from '../client-context.ts';
import { callersIn } from './people.ts';

const faults = [
  ['unavailable', 'not_written', true],
  ['unavailable', 'unknown', false],
  ['locked', 'not_written', true],
  ['schema_outdated', 'not_written', false],
  ['schema_newer', 'not_written', false],
  ['isolation_level', 'not_written', false],
  ['login_refused', 'not_written', false],
  ['unsupported_server', 'not_written', false],
  ['encoding', 'not_written', false],
  ['pooler', 'not_written', false],
  ['read_only', 'not_written', false],
  ['no_transaction', 'not_written', false],
  ['transaction_aborted', 'not_written', false],
  ['schema_missing', 'not_written', false],
  ['schema_altered', 'not_written', false],
  ['roles_not_granted', 'not_written', false],
  ['permission_denied', 'not_written', false],
] as const;

/** A store that does not answer. */
export const faultCases: readonly ClientCase[] = faults.map(([kind, outcome, retryable]) => ({
  name: `faults: a storage fault "${kind}" (${outcome}) is a failure with its kind, and later calls succeed`,
  run: async (context) => {
    const world = await context.newWorld();
    const { system } = await callersIn(world);
    world.breakWith(new StorageFault(kind, 'postgres://user:secret@host/db', { outcome }));
    for (const refused of [
      await failure(system.workspaces.list()),
      await failure(system.workspaces.create({ workspaceId: 'w-new', name: 'New' })),
    ]) {
      const { message, ...rest } = refused as typeof refused & { readonly message?: unknown };
      equal(rest, { code: 'storage_failure', kind, retryable, outcome }, 'The error has kind and outcome.');
      equal(JSON.stringify(message).includes('secret'), false, 'The error contains no secret.');
    }
    world.breakWith(null);
    equal((await value(system.workspaces.list())).items.length, 2, 'Calls succeed again.');
  },
}));
