import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holds } from '../../test/support/seeds.ts';
import { findSecrets, redactText, redactedMark } from './redaction.ts';

declare const process: {
  readonly env: { readonly [name: string]: string | undefined };
  cpuUsage(): { readonly user: number };
};

const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U';
const pem = '-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA\n-----END RSA PRIVATE KEY-----';

/** What a text looks like, what in it is secret, and the kind it is found as. */
const secrets: readonly (readonly [kind: string, text: string, ...secret: string[]])[] = [
  ['connection_string', 'postgres://atlas:s3cr3t@db.internal:5432/atlas', 's3cr3t', 'db.internal'],
  ['connection_string', 'postgresql+asyncpg://atlas:p@ss/w%20rd@db/atlas?sslmode=require', 'p@ss', 'w%20rd'],
  ['connection_string', 'redis://:hunter2@cache:6379', 'hunter2'],
  ['connection_string', `amqp://user:${'x'.repeat(600)}end@mq`, 'xend'],
  ['connection_string', `https://user:pw@host/${'y'.repeat(600)}end`, 'yend'],
  ['connection_string', 'https://0123456789abcdef@github.com/a/b.git', '0123456789abcdef'],
  ['connection_string', 'DATABASE_URL_mysql://root:toor@localhost/db', 'toor'],
  ['authorization', 'Authorization: Bearer abcdefgh12345678', 'abcdefgh12345678'],
  ['authorization', 'authorization: bearer   abc.def-ghi~jkl', 'abc.def'],
  ['authorization', 'Authorization: Basic dXNlcjpwYXNz', 'dXNlcjpwYXNz'],
  ['authorization', 'Basic 9zNlcjpwYXNzd29yZA==', '9zNlcjpwYXNzd29yZA'],
  ['authorization', 'Set-Cookie: session=abc; Path=/; id=def', 'abc', 'def'],
  ['jwt', `token ${jwt} used`, jwt.slice(0, 20), jwt.slice(-20)],
  ['jwt', `id_${jwt}`, jwt.slice(-20)],
  ['jwt', 'eyJhbGciOiJkaXIifQ..aXZpdml2aXY.Y2lwaGVydGV4dA.dGFndGFn', 'Y2lwaGVydGV4dA', 'dGFndGFn'],
  ['token', `AADSTS7000215: ${'abc8Q~'}${'Zx9-_.~'.repeat(5)}`, 'abc8Q~Zx9'],
  ['token', `ghp_${'a1B2'.repeat(9)}`, 'a1B2a1B2'],
  ['token', 'AKIAIOSFODNN7EXAMPLE', 'IOSFODNN7'],
  ['private_key', `before ${pem} after`, 'MIIEowIBAAKCAQEA'],
  ['private_key', `-----BEGIN PRIVATE KEY-----${'k'.repeat(20_000)}tail`, 'kkktail'],
  ['private_key', '-----BEGIN PGP PRIVATE KEY BLOCK-----\nlQOYBF\n-----END PGP PRIVATE KEY BLOCK-----', 'lQOYBF'],
  ['assigned_secret', 'password=hunter2', 'hunter2'],
  ['assigned_secret', 'Server=x;User Id=sa;Pwd=hunter2;Database=y', 'hunter2'],
  ['assigned_secret', 'PGPASSWORD=hunter2 psql', 'hunter2'],
  ['assigned_secret', 'AZURE_CLIENT_SECRET: hunter2', 'hunter2'],
  ['assigned_secret', '{"clientSecret":"hunter2","x":1}', 'hunter2'],
  ['assigned_secret', '{"password": "correct horse \\"battery\\" staple"}', 'horse', 'battery', 'staple'],
  ['assigned_secret', "password = 'correct horse'", 'horse'],
  ['assigned_secret', '{"body":"{\\"access_token\\":\\"hunter2 and more\\",\\"n\\":1}"}', 'hunter2', 'more'],
  ['assigned_secret', `secret=${'z'.repeat(600)}end`, 'zend'],
  ['assigned_secret', 'x-api-key: hunter2', 'hunter2'],
  ['assigned_secret', 'AccountName=a;AccountKey=Zm9vYmFy==;EndpointSuffix=core', 'Zm9vYmFy'],
  ['assigned_secret', 'https://a.blob/c?sv=1&sig=hunter2%3D&se=2', 'hunter2'],
  ['assigned_secret', 'grant_type=refresh_token&refresh_token=0.AXhunter2', 'AXhunter2'],
  ['assigned_secret', 'token=Bearer hunter2!x', 'hunter2'],
  ['assigned_secret', 'Bearer client_secret="hunter2!x"', 'hunter2'],
  ['assigned_secret', 'secret: password: hunter2', 'hunter2'],
  ['assigned_secret', 'private_key: "-----BEGIN"', 'BEGIN'],
  ['private_key', `private_key: ${pem}`, 'MIIEowIBAAKCAQEA'],
  ['email', 'mail ada@example.com now', 'ada', 'example.com'],
  ['email', 'Jürgen.Müller@köln.example', 'Jürgen', 'Müller', 'köln'],
  ['email', "userPrincipalName eq 'ada%40example.com'", 'ada'],
  ['email', `${'l'.repeat(100)}@example.co.uk`, 'lll', 'example'],
];

it.each(secrets)('finds and removes a %s in %j', (kind, text, ...parts) => {
  expect(findSecrets(text)).toContain(kind);
  const clean = redactText(text, 100_000);
  expect(clean).toContain(redactedMark);
  expect(findSecrets(clean)).toEqual([]);
  for (const part of parts) expect(clean).not.toContain(part);
});

it.each([
  '',
  'Restore of 3 policies failed: throttled, retry after 12 s.',
  'https://learn.microsoft.com/graph/errors#codes',
  'https://host:443/path?next=2',
  'https://docs.example.com/@scope/page',
  '018f3a1e-0c2b-7c3d-9e4f-5a6b7c8d9e0f',
  'workspace w-1, tenant t.2:a/b+c',
  'Basic authentication is off, Basic Onboarding is on.',
  'The bearer of bad news.',
  'Tokens expire. The password has expired.',
  '{"token":null,"secret":"","password":""}',
  'PUBLIC KEY: -----BEGIN PUBLIC KEY-----',
  'apiKeyJson.a.b',
  'mail me @ noon',
])('leaves %j unchanged', (text) => {
  expect(findSecrets(text)).toEqual([]);
  expect(redactText(text)).toBe(text);
});

it('returns each kind once, in the order of the list, and never a value', () => {
  expect(findSecrets(`Bearer ${'a'.repeat(20)} Basic dXNlcjpwYXNz a@b.de password=hunter2`)).toEqual([
    'assigned_secret',
    'authorization',
    'email',
  ]);
});

describe('truncation', () => {
  it.each([
    ['short', 10, 'short'],
    ['exactly ten', 11, 'exactly ten'],
    ['one too many', 11, 'one too man…'],
    ['ab\u{1f600}', 3, 'ab\ufffd…'],
  ])('of %j at %d is %j', (text, length, expected) => {
    expect(redactText(text, length)).toBe(expected);
  });

  it('defaults to 2,000 code units', () => {
    expect(redactText('x'.repeat(5_000))).toBe(`${'x'.repeat(2_000)}…`);
  });

  it.each([
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U', 'eyJhbG'],
    ['ada.lovelace@example.com', 'ada.love'],
    ['postgres://ada:correct-horse@db.example.com/atlas', 'correct'],
  ])('leaves no part of %s, wherever the text is cut', (secret, half) => {
    const text = `said ${secret}`;
    for (let length = 1; length <= text.length; length += 1) {
      expect(redactText(text, length)).not.toContain(half);
      expect(redactText(`said ${secret} and more`, length)).not.toContain(half);
    }
  });

  it('never splits a secret', () => {
    const text = `password=aaaaaaaaaaaaaaaaaaaaaa and postgres://u:hunter2@db`;
    for (let length = 1; length <= text.length; length += 1) expect(redactText(text, length)).not.toMatch(/aaa|hun/);
  });
});

describe('for every text', () => {
  const fragment = fc.oneof(
    fc.constantFrom(...secrets.map(([, text]) => text).filter((text) => text.length < 300)),
    fc.constantFrom(
      'password',
      'token',
      '=',
      ': ',
      '"',
      "'",
      '\\',
      '\\"',
      '://',
      '@',
      '.',
      ' ',
      'a',
      'Bearer ',
      'basic ',
      'eyJ',
      redactedMark,
      '\ud83d',
      '-----BEGIN PRIVATE KEY-----',
      '\n',
    ),
    fc.string({ maxLength: 8 }),
  );
  const text = fc.array(fragment, { maxLength: 12 }).map((parts) => parts.join(''));

  it('leaves nothing that it would find, nothing that it would change, and nothing that cannot be stored', () => {
    holds(
      fc.property(text, fc.integer({ min: 10, max: 300 }), (text, length) => {
        const clean = redactText(text, length);
        expect(findSecrets(clean)).toEqual([]);
        expect(redactText(clean, length)).toBe(clean);
        expect(clean.length).toBeLessThanOrEqual(length + 1);
        expect(clean.isWellFormed()).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  // A match that ends after the name of the next secret must take that secret's value with it.
  it.each([
    `password = 'correct horse''\nclient_secret='QQQQQQ'`,
    `password = "correct horse""\nclient_secret="QQQQQQ"`,
    `password: basic \nclient_secret="QQQQQQ"`,
    `;password=\nclient_secret="QQQQQQ"`,
    `<password = 'correct horse'>\nclient_secret="]<QQQQ"`,
    `<password>secret="]<QQQQ"`,
  ])('removes the second secret of %j', (text) => {
    expect(redactText(text)).not.toContain('QQ');
    expect(findSecrets(redactText(text))).toEqual([]);
  });

  it('removes every password in any context', () => {
    const password = fc.string({
      unit: fc.constantFrom(...'QXZ789!?*+~^|<>[](){}#%.:/@'),
      minLength: 6,
      maxLength: 12,
    });
    holds(
      fc.property(text, password, fc.constantFrom('"', "'"), (around, password, quote) => {
        expect(redactText(`${around}\nclient_secret=${quote}${password}${quote}`, 100_000)).not.toContain(password);
      }),
    );
  });
});

// Growth and not time: eight times the text takes about eight times the work, where quadratic work would be 64 times as much.
// Processor time, and another try when a busy machine made one fail: quadratic work fails every try.
describe('hostile text', () => {
  const units = [
    'eyJ',
    'eyJaaaaa-',
    'eyJaaaaaa.',
    'abc://',
    'abc://:',
    'a'.repeat(30),
    'a@',
    'a.',
    'a%40',
    'password=\\',
    'password="',
    'token:',
    ' ',
    '\\',
    'Bearer ',
    'basic a',
    '-----BEGIN PRIVATE KEY-----',
    '-----BEGIN ',
    '-',
    'Q~1Q~',
    'gh',
  ];
  const isSoak = Number(process.env['TA_SCALE'] ?? 0) >= 1;
  const starts = ['password=\\"', 'eyJaaaaa'];
  // Every start in the soak; elsewhere none, and one of the others, which takes turns.
  const tried = units.map((unit, at) => ({
    unit,
    before: ['', ...(isSoak ? starts : starts.slice(at % 2, (at % 2) + 1))],
  }));

  // Quadratic work on this much text takes minutes, linear work a fraction of a second: the limit of the test separates them.
  it.each(tried)('of 200,000 characters of $unit is processed', { timeout: 20_000 }, ({ unit, before }) => {
    for (const start of before) {
      const text = start + unit.repeat(Math.ceil(200_000 / unit.length));
      expect(redactText(text).length).toBeLessThanOrEqual(2_001);
      findSecrets(text);
    }
  });
});
