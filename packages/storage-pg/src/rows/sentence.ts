import { InvariantError, type JsonValue, type MessageParams, type Sentence } from '@tenantatlas/core';

/** A stored sentence. */
export function toSentence(value: JsonValue | undefined): Sentence {
  const { id, params, text } = objectOf(value);
  if (typeof id !== 'string' || typeof text !== 'string')
    throw new InvariantError('A stored sentence lacks its id or its text.');
  return { id, params: objectOf(params) as MessageParams, text };
}

function objectOf(value: JsonValue | undefined): { readonly [key: string]: JsonValue } {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new InvariantError('A stored sentence is not an object.');
  return value as { readonly [key: string]: JsonValue };
}
