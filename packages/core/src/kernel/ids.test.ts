import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holds } from '../../test/support/seeds.ts';
import { misspeltExternalIds } from '../conformance/fixtures.ts';
import { uuidGenerator } from './id-generator.ts';
import { isExternalTenantId, isForeignId, isIdToken, maxIdLength, normalizeExternalTenantId } from './ids.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:+/-';

it.each([
  ['a', true],
  ['42', true],
  ['w-1', true],
  ['018f3a1e-0c2b-7c3d-9e4f-5a6b7c8d9e0f', true],
  ['arn:aws:iam/x+y.z_1', true],
  ['x'.repeat(maxIdLength), true],
  ['x'.repeat(maxIdLength + 1), false],
  ['', false],
  ['ada@example.com', false],
  ['Ada Lovelace', false],
  ['a\n', false],
  ['\na', false],
  ['a\u0000', false],
  ['ä', false],
  ['а', false], // Cyrillic
  ['a%20b', false],
  ['a?b', false],
  ['a#b', false],
  ['a\\b', false],
])('%j is a valid id: %s', (text, expected) => {
  expect(isIdToken(text)).toBe(expected);
});

it('is exactly 1 to 120 characters of its alphabet', () => {
  const nearly = fc.string({
    unit: fc.oneof(
      { weight: 99, arbitrary: fc.constantFrom(...alphabet) },
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    ),
    maxLength: 130,
  });
  holds(
    fc.property(nearly, (text) => {
      expect(isIdToken(text)).toBe(
        text.length >= 1 && text.length <= 120 && [...text].every((char) => alphabet.includes(char)),
      );
    }),
  );
});

describe('generated ids', () => {
  const ids = Array.from({ length: 2_000 }, () => uuidGenerator.next());

  it('are UUIDs of version 7 and tokens', () => {
    for (const id of ids) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(isIdToken(id)).toBe(true);
    }
  });

  it('are unique and in order of creation', () => {
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual(ids);
  });
});

it('a foreign id is 1 to 255 printable ASCII characters without space, quotes, backslash, comma and @', () => {
  const refused = new Set(`"'\\,@`);
  for (let code = 0; code < 0x180; code += 1) {
    const text = String.fromCharCode(code);
    expect([text, isForeignId(text)]).toEqual([text, code > 0x20 && code < 0x7f && !refused.has(text)]);
  }
  expect(['', 'x'.repeat(255), 'x'.repeat(256), 'a b', 'a\n'].map(isForeignId)).toEqual([
    false,
    true,
    false,
    false,
    false,
  ]);
});

it.each([
  ['1B2C3D4E-AAAA-4BBB-8CCC-0123456789AB', '1b2c3d4e-aaaa-4bbb-8ccc-0123456789ab'],
  ['{1B2C3D4E-AAAA-4bbb-8CCC-0123456789AB}', '1b2c3d4e-aaaa-4bbb-8ccc-0123456789ab'],
  ['Contoso.onMicrosoft.com', 'contoso.onmicrosoft.com'],
  ['contoso.com.', 'contoso.com'],
  ['{contoso.com}', '{contoso.com}'],
  ['.', '.'],
])('the external tenant id %s is spelled %s', (given, spelled) => {
  expect(normalizeExternalTenantId(given)).toBe(spelled);
  expect(normalizeExternalTenantId(spelled)).toBe(spelled);
});

it('an external tenant id is a GUID with dashes or a domain name, in any of its spellings', () => {
  const [label, guid] = ['x'.repeat(63), '1b2c3d4e-aaaa-4bbb-8ccc-0123456789ab'];
  for (const text of [
    guid,
    guid.toUpperCase(),
    `{${guid}}`,
    'contoso.onmicrosoft.com',
    'Contoso.COM.',
    'xn--bcher-kva.example',
    '1and1.co.uk',
    `${guid}.example`,
    `${label}.example`,
    `${'x.'.repeat(56)}example`,
    `${'x.'.repeat(56)}example.`,
  ])
    expect([text, isExternalTenantId(text)]).toEqual([text, true]);
  for (const text of misspeltExternalIds) expect([text, isExternalTenantId(text)]).toEqual([text, false]);
});
