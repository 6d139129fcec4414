import { formatMessage } from '@tenantatlas/core';
import { messageProblems } from '@tenantatlas/core/messages';
import { expect, it } from 'vitest';
import { rateLimited, unauthenticated, unreachable } from './transport-errors.ts';
import { transportMessages } from './transport-messages.ts';

it('fill the same placeholders in every language', () => {
  expect(messageProblems(transportMessages)).toEqual([]);
});

it('match the errors, and each error has one', () => {
  const errors = [
    unauthenticated(),
    rateLimited(1),
    rateLimited(7),
    unreachable('not_written'),
    unreachable('refused'),
    unreachable('not_sent'),
    unreachable('unknown'),
  ];
  for (const { message } of errors) {
    const { en } = transportMessages[message.id as keyof typeof transportMessages];
    expect(message.text).toBe(formatMessage(en, message.params, 'en'));
  }
  expect(new Set(errors.map(({ message }) => message.id))).toEqual(new Set(Object.keys(transportMessages)));
  expect(rateLimited(1).message.text).toBe('Too many requests. Try again in 1 second.');
});
