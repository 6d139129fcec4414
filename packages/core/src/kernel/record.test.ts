import { describe, expect, it } from 'vitest';
import { isPlainRecord, isRecord } from './record.ts';

describe('a record', () => {
  it.each([
    { name: 'an object', value: {}, isAny: true, isPlain: true },
    { name: 'an object without a prototype', value: Object.create(null) as unknown, isAny: true, isPlain: true },
    { name: 'a date', value: new Date(0), isAny: true, isPlain: false },
    { name: 'a map', value: new Map(), isAny: true, isPlain: false },
    { name: 'a list', value: [], isAny: false, isPlain: false },
    { name: 'null', value: null, isAny: false, isPlain: false },
    { name: 'undefined', value: undefined, isAny: false, isPlain: false },
    { name: 'a text', value: 'text', isAny: false, isPlain: false },
    { name: 'a function', value: () => 1, isAny: false, isPlain: false },
  ])('$name: $isAny, without a class: $isPlain', ({ value, isAny, isPlain }) => {
    expect([isRecord(value), isPlainRecord(value)]).toEqual([isAny, isPlain]);
  });
});
