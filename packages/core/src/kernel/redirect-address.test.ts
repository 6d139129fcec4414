import { expect, it } from 'vitest';
import { isRedirectAddress } from './redirect-address.ts';

it.each([
  'https://console.example/consent/callback',
  'https://console.example',
  'https://console.example:8443/a?b=c&d=%20',
  'https://[2001:db8::1]/x',
  'http://127.0.0.1:4310/consent/callback',
  'http://localhost/x',
  'http://[::1]:4310/x',
])('a browser may be sent to %s', (address) => {
  expect(isRedirectAddress(address)).toBe(true);
});

it.each([
  undefined,
  7,
  '',
  '/consent/callback',
  '//console.example/x',
  'http://console.example/x',
  'http://127.0.0.1.evil.example/x',
  'http://localhost@evil.example/x',
  'https://user:secret@console.example/x',
  'https://console.example/x#part',
  'https://console.example\\@evil.example/x',
  'https://console.example/a b',
  'https://console.example/"onload=',
  'https://',
  'javascript:alert(1)',
  'data:text/html,x',
  ` https://console.example/x`,
  `https://console.example/\n`,
  `https://console.example/${'x'.repeat(8_000)}`,
])('a browser may not be sent to %j', (address) => {
  expect(isRedirectAddress(address)).toBe(false);
});
