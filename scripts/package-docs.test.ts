import { describe, expect, it } from 'vitest';
import { packagedPage, pagesOf } from './package-docs.ts';
import { filesBelow } from './workspace.ts';

describe('the pages that travel in a package', () => {
  it('are all pages in core, and elsewhere those that the README links to', () => {
    const all = filesBelow('docs').filter((file) => /^docs\/(guide|errors)\/.*\.md$/.test(file));
    expect(pagesOf('core')).toEqual(all);
    expect(pagesOf('http')).toEqual([
      'docs/guide/fastify.md',
      'docs/guide/help-for-assistants.md',
      'docs/guide/http.md',
      'docs/guide/next.md',
    ]);
  });

  it.each([
    { link: '[a](next.md#routes)', becomes: '[a](next.md#routes)' },
    { link: '[a](edge.md#workers)', becomes: '[a](../../../core/docs/guide/edge.md#workers)' },
    { link: '[a](../errors/conflict.md)', becomes: '[a](../../../core/docs/errors/conflict.md)' },
    { link: '[a](#here) [b](https://example.com)', becomes: '[a](#here) [b](https://example.com)' },
  ])('keep $link or lead to the package that has every page', ({ link, becomes }) => {
    const pages = ['docs/guide/http.md', 'docs/guide/next.md'];
    expect(packagedPage('docs/guide/http.md', link, pages, '@tenantatlas/http')).toBe(becomes);
  });

  it('of the package without a scope find core under its scope', () => {
    const page = packagedPage('docs/guide/backends.md', '[a](edge.md)', ['docs/guide/backends.md'], 'tenantatlas');
    expect(page).toBe('[a](../../../@tenantatlas/core/docs/guide/edge.md)');
  });
});
