import type { MethodName } from '@tenantatlas/core';
import { describe, expectTypeOf, it } from 'vitest';
import type { Mark } from './mark.ts';

describe('the mark of an answer', () => {
  it('is a member that every answer has', () => {
    expectTypeOf<Mark<'workspaces.list'>>().toEqualTypeOf<'items' | 'nextCursor'>();
    expectTypeOf<Mark<'controls.resume'>>().toEqualTypeOf<'disposition' | 'activation'>();
    expectTypeOf<Mark<'workspaces.removeMember'>>().toEqualTypeOf<'disposition'>();
  });

  it('is null for an answer that is a list', () => {
    expectTypeOf<Mark<'controls.list'>>().toBeNull();
    expectTypeOf<Mark<'surfaces.actions'>>().toBeNull();
  });

  it('exists for every method', () => {
    type Lacking = { [Method in MethodName]: [Mark<Method>] extends [never] ? Method : never }[MethodName];
    expectTypeOf<Lacking>().toBeNever();
    expectTypeOf<Mark<MethodName>>().not.toBeAny();
  });
});
