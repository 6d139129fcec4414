import { expect, it } from 'vitest';
import { claimsIn } from './claims-challenge.ts';

const claims = '{"access_token":{"nbf":{"essential":true,"value":"1604106651"}}}';
const header = (encoded: string, error = 'insufficient_claims'): string =>
  `Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", error="${error}", claims="${encoded}"`;
const base64 = Buffer.from(claims).toString('base64');

it.each([
  ['base64', header(base64), claims],
  ['base64 for addresses', header(Buffer.from('{"a":">>>???"}').toString('base64url')), '{"a":">>>???"}'],
  ['another order', `Bearer claims="${base64}", error="insufficient_claims"`, claims],
  ['another error', header(base64, 'invalid_token'), null],
  ['no claims', 'Bearer error="insufficient_claims"', null],
  ['no header', null, null],
  ['nothing', '', null],
  ['no base64', header('%%%%'), null],
  ['no JSON', header(Buffer.from('hello').toString('base64')), null],
  ['a list', header(Buffer.from('[1]').toString('base64')), null],
  ['null', header(Buffer.from('null').toString('base64')), null],
  ['a number', header(Buffer.from('7').toString('base64')), null],
  ['more than 4,000 characters', header('A'.repeat(4_001)), null],
])('the claims of a challenge with %s', (_, given, expected) => {
  expect(claimsIn(given)).toBe(expected);
});
