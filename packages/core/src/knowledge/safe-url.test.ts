import { expect, it } from 'vitest';
import { isHelpUrl, isPath } from './safe-url.ts';

declare const URL: new (
  url: string,
  base: string,
) => { readonly origin: string; readonly protocol: string; readonly host: string };

const schemes = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'http://example.com',
  'file:///etc/passwd',
  'ftp://example.com',
  'blob:https://example.com/1',
  'ws://example.com',
  'about:blank',
  'view-source:https://example.com',
  'intent://example.com#Intent;end',
  'ms-msdt:/id',
  'tel:+4912345',
  'sms:123',
  'jar:https://example.com!/a',
  'feed:https://example.com',
  'filesystem:https://example.com/x',
  'steam://run/1',
  'x:y',
];
const disguises: readonly ((url: string) => string)[] = [
  (url) => url,
  (url) => ` ${url}`,
  (url) => `\n${url}`,
  (url) => `\u0000${url}`,
  (url) => `\u0001${url}`,
  (url) => url.replace(':', '\t:'),
  (url) => url.replace(':', '&#58;'),
  (url) => `\u200b${url}`,
  (url) => `\ufeff${url}`,
  (url) => `java\nscript:${url}`,
  (url) => `//${url}`,
  (url) => `\\\\${url}`,
  (url) => encodeURIComponent(url),
];
const others = [
  '',
  ' ',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\/evil.example',
  '/\t/evil.example',
  '/..//evil.example',
  '/a/..//evil.example',
  '/.//evil.example',
  '/a//b',
  'evil.example',
  'help',
  '#part',
  '?query',
  './help',
  '../help',
  'https:evil.example',
  'https:/evil.example',
  'https:///evil.example',
  'https://',
  'https://?x',
  'https://user@evil.example',
  'https://user:secret@evil.example',
  'https://good.example@evil.example',
  'https://good.example\\@evil.example',
  'https://good.example\\.evil.example',
  'https://exämple.com',
  'https://example.com/ä',
  'https://example.com/a b',
  'https://example.com/"onclick="x',
  "https://example.com/'onclick='x",
  'https://example.com/<script>',
  'https://example.com/\u202egpj.exe',
  'https://example.com\u2028',
  'https://example.com\n.evil.example',
  'https://example.com:0',
  'https://example.com:99999',
  'https://-example.com',
  `https://example.com/${'a'.repeat(2_000)}`,
  'mailto:',
  'mailto:help',
  'mailto:@example.com',
  'mailto:a@b@c',
  'mailto:a@example.com?subject=x%0d%0aBcc:all@example.com',
  'mailto:a@example.com?subject=x%0ABcc:all@example.com',
  'mailto:a@example.com,b@example.com',
  'mailto:"a b"@example.com',
  'MAILTO:a@example.com ',
];
const hostile = [...new Set([...schemes.flatMap((url) => disguises.map((disguise) => disguise(url))), ...others])];

it('refuses 300 hostile addresses', () => {
  expect(hostile.length).toBeGreaterThanOrEqual(300);
  expect(hostile.filter((url) => isHelpUrl(url))).toEqual([]);
});

it.each([null, undefined, 1, {}, [], ['https://example.com'], { toString: () => 'https://example.com' }])(
  'refuses what is not text: %j',
  (value) => expect(isHelpUrl(value)).toBe(false),
);

const good = [
  'https://example.com',
  'https://example.com/',
  'https://example.com:8443/a/b?c=d&e=%20f#g',
  'https://example.com:65535/x',
  'https://login.microsoftonline.com/organizations/v2.0/adminconsent?client_id=1&scope=.default&redirect_uri=https%3A%2F%2Fa.example',
  'https://127.0.0.1/x',
  'https://xn--exmple-cua.com/',
  'mailto:support@example.com',
  'mailto:a.b+c@example.com?subject=Help%20me',
  '/',
  '/help',
  '/tenants/t-1/permissions?filter=missing#top',
  '/help?next=//example.com',
];

it.each(good)('allows %s, which a browser reads in the same way', (url) => {
  expect(isHelpUrl(url)).toBe(true);
  const read = new URL(url, 'https://console.example');
  if (isPath(url)) expect(read.origin).toBe('https://console.example');
  else expect(url.startsWith(`${read.protocol}${read.protocol === 'https:' ? '//' : ''}${read.host}`)).toBe(true);
});
