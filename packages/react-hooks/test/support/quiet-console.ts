import { format } from 'node:util';
import { afterEach, beforeEach, expect } from 'vitest';

// Warnings and errors of React, React Aria and the SDK are mistakes of the code under test. A test that expects one replaces the function for its duration.
const watched = ['error', 'warn'] as const;
const original = { error: console.error, warn: console.warn };
let said: string[] = [];

beforeEach(() => {
  said = [];
  for (const method of watched)
    console[method] = (...args: unknown[]) => void said.push(`${method}: ${format(...args)}`);
});

// Runs after the test file's own hooks, so that it also hears what unmounting says.
afterEach(() => {
  Object.assign(console, original);
  expect(said, 'what the console of the page said').toEqual([]);
});
