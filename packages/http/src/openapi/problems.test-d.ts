import type {
  Conflict,
  ControlPaused,
  Forbidden,
  Immutable,
  InvalidInput,
  NotFound,
  StorageFailure,
} from '@tenantatlas/core';
import { describe, expectTypeOf, it } from 'vitest';
import type * as z from 'zod';
import type { RateLimited, Unauthenticated } from '../contract/transport-errors.ts';
import type { DescribedCode, problemMembers } from './problems.ts';

/** Without `readonly`, which JSON does not have. */
type Plain<T> = T extends object ? { -readonly [Key in keyof T]: Plain<T[Key]> } : T;

type Same<Left, Right> = [Left, Right] extends [Right, Left] ? true : false;
type Different<Left, Right> = {
  [Key in keyof Left & keyof Right]: Same<Left[Key], Right[Key]> extends true ? never : Key;
}[keyof Left & keyof Right];

/** The errors as they are in problem details. */
interface Errors {
  unauthenticated: Unauthenticated;
  forbidden: Forbidden;
  not_found: NotFound;
  invalid_input: InvalidInput;
  control_paused: Omit<ControlPaused, 'title'> & { readonly titleMessage: ControlPaused['title'] };
  conflict: Conflict;
  immutable: Immutable;
  rate_limited: RateLimited;
  storage_failure: StorageFailure;
}
type Members = { [Code in DescribedCode]: Plain<Omit<Errors[Code], 'code' | 'message'>> };
type DescribedMembers = { [Code in DescribedCode]: Plain<z.output<ReturnType<typeof problemMembers>[Code]>> };

describe('the errors of the description', () => {
  it('have the members of those of core', () => {
    expectTypeOf<keyof Errors>().toEqualTypeOf<DescribedCode>();
    expectTypeOf<Different<Members, DescribedMembers>>().toBeNever();
  });

  it('fail the check if one is missing', () => {
    type Other = Omit<DescribedMembers, 'conflict'> & { conflict: { reason: string } };
    expectTypeOf<Different<Members, Other>>().toEqualTypeOf<'conflict'>();
  });
});
