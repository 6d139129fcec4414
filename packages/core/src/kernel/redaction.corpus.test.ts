import { describe, expect, it } from 'vitest';
import { harmlessTexts, secretTexts } from '../../test/support/redaction-corpus.ts';
import { findSecrets, redactText, redactedMark } from './redaction.ts';

describe('the corpus', () => {
  it('is large and has no text twice', () => {
    const [secrets, harmless] = [new Set(secretTexts.map(([text]) => text)), new Set(harmlessTexts)];
    expect([secrets.size, harmless.size]).toEqual([secretTexts.length, harmlessTexts.length]);
    expect(secrets.size).toBeGreaterThanOrEqual(300);
    expect(harmless.size).toBeGreaterThanOrEqual(200);
    // Every part is there to be lost.
    for (const [text, ...parts] of secretTexts) for (const part of parts) expect(text).toContain(part);
  });

  it.each(secretTexts)('nothing secret is left of %j', (text, ...parts) => {
    for (const around of [text, `before ${text}`, `${text}\nafter`]) {
      const clean = redactText(around);
      expect(clean).toContain(redactedMark);
      for (const part of parts) expect(clean).not.toContain(part);
      expect(findSecrets(clean)).toEqual([]);
      expect(redactText(clean)).toBe(clean);
    }
  });

  it.each(harmlessTexts)('%j is left as it is', (text) => {
    expect(findSecrets(text)).toEqual([]);
    expect(redactText(text)).toBe(text);
  });

  it('keeps what support needs beside what it removes', () => {
    const id = '1b2c3d4e-aaaa-4bbb-8ccc-0123456789ab';
    const said = `AADSTS50034: The user account ada@example.com does not exist. Correlation ID: ${id}`;
    expect(redactText(said)).toBe(
      `AADSTS50034: The user account ${redactedMark} does not exist. Correlation ID: ${id}`,
    );
  });
});

declare const process: { readonly env: { readonly [name: string]: string | undefined } };

const isSoak = Number(process.env['TA_SCALE'] ?? 0) >= 1;

/** Texts with what stands before each: every start in the soak; elsewhere none, and one of the others, which takes turns. */
function withStarts(
  units: readonly string[],
  starts: readonly string[],
): { unit: string; before: readonly string[] }[] {
  return units.map((unit, at) => ({ unit, before: isSoak ? ['', ...starts] : ['', starts[at % starts.length] ?? ''] }));
}

// Quadratic work on this much text takes much longer than the limit, linear work a fraction of a second.
describe('hostile text of 120 kB', () => {
  const units = [
    ...[
      'password',
      'token=',
      'token;',
      ';token',
      'secret: ',
      'secret=a b',
      '-key',
      'key',
      'api ',
      'sig',
      'otp1',
      '=',
      ';',
      ';;a',
      '; ',
    ],
    ...[
      '<',
      '<a',
      '<token',
      '<token>',
      '<token ',
      '&lt;token',
      '<![CDATA[',
      '<password><![CDATA[',
      '>',
      '&',
      '&a',
      '&lt;',
    ],
    ...[
      'authorization',
      'authorization:',
      'authorization: a ',
      'authorization=\\',
      'cookie:',
      'cookie: a',
      'cookie:a=',
      'basic ',
    ],
    ...['--a', '--token ', '-', '- ', '"', '"a"@', '"@', "'", "a'", "'a", '{', '{a', '\\', '\\"', '(', 'a(', 'a(b)'],
    ...[
      'a@',
      'a@1.',
      'a@a.',
      '@',
      '@a',
      'a.',
      '.',
      '%40',
      'a%40',
      '#EXT#',
      'a_',
      'a_b.',
      '_',
      'a/',
      'a/b=',
      'ä',
      '🗝',
      '\u0301',
    ],
    ...[
      'code=',
      '?key=',
      '&key=',
      '0.A',
      '1//0',
      'M.C1',
      'SG.',
      'SG.a',
      'A',
      'AKIA',
      'sk-',
      'xox',
      '1234567890:AA',
      'Q~1Q~',
      'MII',
      'MIIa',
    ],
    ...[
      'hooks.slack.com/services',
      '.logic.azure.com',
      'webhook.office.com',
      'discord.com/api/',
      'abc://',
      'abc://a:',
      '-----BEGIN ',
      '-----BEGIN CERTIFICATE-----',
      ' ',
      '\n',
      '\t',
      'a ',
      'enter the code ',
    ],
    ...[
      'x-',
      'x-token:',
      'X-Auth: a',
      '-u ',
      '-u a',
      '-u a:',
      '-u "',
      '--user=',
      'pass',
      'pass=',
      'pass=a ',
      'password=a b=',
      'token:[',
      'token:["',
      '","',
      '?code=',
      '?code=A',
      '?code=1',
      '&code=1&state=',
      '/hooks/',
      'hooks.zapier.com/hooks/',
      'a (',
      'a (b)',
      'abc://a:1/',
    ],
    ...[
      '%',
      '%3D',
      '%25',
      '%2525',
      '%C3',
      '%C3%BC',
      'password%3D',
      'token%253D',
      '\\u0040',
      '\\x',
      '&#',
      '&#61;',
      '&quot;',
      'a%40',
    ],
    ...['-key=', '-key=1', '-key:a', 'foo-key=', 'token=>', 'token:=', '[token]', '[token] => ', 'Passwort='],
    ...['ConvertTo-SecureString ', 'ConvertTo-SecureString -a ', '"a"|', "'a' |", 'sharedkey ', 'sharedkey a:'],
    ...[
      'jdbc:oracle:a:',
      'jdbc:oracle:a:b/',
      'sqlplus -a ',
      "a'a/",
      'a/a/',
      ';a/',
      ' @ ',
      'a @',
      'a @ a.',
      'git@',
      'git@a.',
    ],
    ...['password: ok', 'password: ok.', 'ok:'],
  ];

  const tried = withStarts(units, [';password=', '<password>', 'password: ', 'a@']);
  it.each(tried)('made of $unit is processed', { timeout: 10_000 }, ({ unit, before }) => {
    for (const start of before)
      expect(redactText(start + unit.repeat(Math.ceil(120_000 / unit.length))).length).toBeLessThanOrEqual(2_001);
  });
});

// The starts lead into the rules that read on over white space.
describe('hostile text of 1 MB in the soak, and of a quarter of it elsewhere', () => {
  const length = isSoak ? 1_000_000 : 250_000;
  const units = [
    ...[
      'identified by ',
      'password "a',
      'login a ',
      'mysql a -p',
      'curl a=',
      'sess=1',
      'password is ',
      '密码：',
      'пароль: ',
    ],
    ...[
      'Private-Lines: 1 aaaaaaaa ',
      '"d":"aaaaaaaa',
      '-----BEGIN CMS-----',
      '.sharepoint.com/:x:/s/',
      'authorization",',
    ],
    ...['123456-', '+ASb', 'aAZDO', 'tskey-a-', 'a2', '\\', ' '],
  ];

  const tried = withStarts(units, ['authorization:', 'password ', 'identified by ']);
  it.each(tried)('made of $unit is processed', { timeout: 60_000 }, ({ unit, before }) => {
    for (const start of before)
      expect(redactText(start + unit.repeat(Math.ceil(length / unit.length))).length).toBeLessThanOrEqual(2_001);
  });
});
