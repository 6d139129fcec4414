import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { InvariantError } from '../kernel/invariant.ts';
import { ok } from '../kernel/result.ts';
import { capabilitiesOf, defineOperations } from './definition.ts';

const send = {
  label: 'Mass mail',
  capability: 'operations.start',
  inputs: z.strictObject({}),
  run: async () => ok({}),
};

describe('a host operation', () => {
  it.each(['acme', 'Acme.mail', 'acme.', '__proto__', `acme.${'x'.repeat(96)}`])('of type "%s" is rejected', (type) => {
    const define = () => defineOperations(Object.fromEntries([[type, send]]));
    expect(define).toThrow(InvariantError);
    expect(define).toThrow(/a type is lower-case words joined by dots/);
  });

  it.each([
    [{ label: ' ' }, /"acme.mail": give it a label/],
    [{ capability: [] }, /"acme.mail": name at least one capability/],
    [{ maxAttempts: 0 }, /"acme.mail": "maxAttempts" is a whole number from 1 to 1000/],
  ])('with %j is rejected', (change, text) => {
    expect(() => defineOperations({ 'acme.mail': { ...send, ...change } })).toThrow(text);
  });

  it('cannot be replaced afterwards', () => {
    const operations = defineOperations({ 'acme.mail': send });
    expect(() => Object.assign(operations, { 'acme.mail': { ...send, control: undefined } })).toThrow(TypeError);
  });

  it('has one capability or a list of which any suffices', () => {
    expect(capabilitiesOf({ capability: 'a' })).toEqual(['a']);
    expect(capabilitiesOf({ capability: ['a', 'b'] })).toEqual(['a', 'b']);
  });
});
