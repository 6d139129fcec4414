import { isHelpUrl } from '@tenantatlas/core';
import { expect, it } from 'vitest';
import { isOpenable } from './openable-url.ts';

it.each([
  '/',
  '/w/w-1/tenants/t-1/connection#permissions',
  'https://example.com',
  'https://example.com:8443/a?b=c#d',
  'mailto:help@example.com?subject=Consent',
])('a page opens %j, as the server allows', (url) => {
  expect([isHelpUrl(url), isOpenable(url)]).toEqual([true, true]);
});

it.each([
  null,
  '',
  ' /a',
  'a',
  '#a',
  '?a',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '\\/evil.example',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  '\u0000javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'http://example.com',
  'file:///etc/passwd',
  'blob:https://example.com/1',
  'https:evil.example',
  'https://',
  'https:///evil.example',
  'https://user@evil.example',
  'https://good.example\\@evil.example',
  'https://good.example@evil.example/a',
  'https://exa\u0301mple.com/ä',
  'https://example.com/a b',
  'https://example.com/\u202egpj.exe',
])('a page does not open %j', (url) => {
  expect([isHelpUrl(url), isOpenable(url)]).toEqual([false, false]);
});
