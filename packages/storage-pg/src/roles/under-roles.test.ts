import { StorageFault } from '@tenantatlas/core/ports';
import { expect, it } from 'vitest';
import { withCause, causeOf } from '../executor/cause.ts';
import { underRoles } from './under-roles.ts';

it('answers that nothing was written when the connection broke while the names were read', async () => {
  const lost = withCause(new StorageFault('unavailable', 'lost', { outcome: 'unknown' }), null, 'ECONNRESET');
  const book = { names: () => Promise.reject(lost), changedSince: () => Promise.resolve(false) };
  const fault = await underRoles(book, {} as never, () => Promise.resolve()).catch((error: unknown) => error);
  expect(fault).toMatchObject({ kind: 'unavailable', outcome: 'not_written', message: 'lost' });
  expect(causeOf(fault)).toEqual({ state: null, text: 'ECONNRESET' });
});
