import { defineOperations, ok, type OperationContext } from '@tenantatlas/core';
import { expectTypeOf, it } from 'vitest';
import * as z from 'zod';

it('the signal of a handler is the signal of the platform, with the types of Node', () => {
  expectTypeOf<OperationContext<unknown>['signal']>().toEqualTypeOf<AbortSignal>();
  defineOperations({
    'acme.mass_mail': {
      label: 'Mass mail',
      capability: 'operations.start',
      inputs: z.strictObject({ url: z.string() }),
      async run({ inputs, signal }) {
        await fetch(inputs.url, { signal });
        signal.throwIfAborted();
        return ok({});
      },
    },
  });
});
