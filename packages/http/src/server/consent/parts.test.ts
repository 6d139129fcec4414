import { expect, it } from 'vitest';
import { preferredLanguage } from './language.ts';
import { consentPage } from './page.ts';
import { minuteLimit } from './rate.ts';
import { addressWith } from './redirect.ts';

it.each([
  ['/connections', '/connections?outcome=granted'],
  ['/', '/?outcome=granted'],
  ['/a/../b?x=1', '/b?x=1&outcome=granted'],
  ['https://console.example/x', 'https://console.example/x?outcome=granted'],
  ['http://127.0.0.1:4310/x', 'http://127.0.0.1:4310/x?outcome=granted'],
  ['//evil.example', null],
  ['/\\evil.example', null],
  ['/\t/evil.example', null],
  // What is left of these without their dots begins with two slashes.
  ['/.//evil.example', null],
  ['/..//evil.example', null],
  ['/./%2e%2e//evil.example', null],
  ['connections', null],
  ['', null],
  [7, null],
  ['/x#part', null],
  ['/x?outcome=granted', null],
  ['http://console.example/x', null],
  ['https://ada:secret@console.example/x', null],
  ['javascript:alert(1)', null],
])('the address %j becomes %j', (redirectTo, expected) => {
  expect(addressWith(redirectTo, 'granted')).toBe(expected);
});

it.each([
  [null, 'en'],
  ['', 'en'],
  ['*', 'en'],
  ['de', 'de'],
  ['de-CH', 'de'],
  ['fr, de;q=0.4, en;q=0.6', 'en'],
  ['fr, de;q=0.6, en;q=0.4', 'de'],
  ['de;q=0, en;q=0.1', 'en'],
  ['de;q=x', 'de'],
  ['pt', 'pt-BR'],
  [`${'x,'.repeat(5_000)}de`, 'en'],
])('a browser that prefers %j gets %s', (header, expected) => {
  expect(preferredLanguage(header, ['de', 'en', 'pt-BR'])).toBe(expected);
});

it('a language that English is not among falls back to the first', () => {
  expect(preferredLanguage('ja', ['de', 'fr'])).toBe('de');
});

it('the limit begins anew each minute', () => {
  let at = 0;
  const limit = minuteLimit(() => at, 2);
  expect([limit(), limit(), limit()]).toEqual([null, null, 60]);
  at = 59_500;
  expect(limit()).toBe(1);
  at = 60_000;
  expect(limit()).toBeNull();
});

it('text in a page is text', () => {
  const page = {
    outcome: 'granted',
    reasonCode: 'ok',
    title: '<b>&',
    message: '"\'',
    language: 'en"',
    nonce: '"',
  } as const;
  const html = consentPage(page, null);
  expect(html).not.toMatch(/<b>|en""|nonce="""/);
  expect(html).toContain('<h1>&#60;b&#62;&#38;</h1><p>&#34;&#39;</p>');
});
