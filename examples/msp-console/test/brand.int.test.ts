import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadBrands } from '../server/brand/load-brands.ts';
import { loadPages } from '../server/web/pages.ts';
import { brands, builtPages, site, temporaryFolder } from './support/site.ts';

const own = fileURLToPath(new URL('../brands', import.meta.url));

const pageOf = (host: string, headers: Record<string, string> = {}): Promise<string> =>
  loadPages(builtPages(), brands)(new Request(`http://${host}/w/acme`, { headers: { host, ...headers } })).text();

/** A copy of the brands with one brand more, whose file is that of Meridian with a replacement. */
function withBrand(find: RegExp, instead: string): string {
  const folder = temporaryFolder();
  cpSync(own, folder, { recursive: true });
  const name = `copy-${String(Math.random()).slice(2)}`;
  cpSync(join(own, 'meridian'), join(folder, name), { recursive: true });
  const source = `import type { Brand } from ${JSON.stringify(join(own, 'brand.ts'))};
    const brand: Brand = { name: 'Copy & Sons', shortName: 'Copy', hosts: ['copy.localhost'],
      mark: { light: 'mark.svg', dark: 'mark-dark.svg' }, wordmark: null, favicon: 'mark.svg',
      themeColor: { light: '#ffffff', dark: '#16181d' },
      theme: { accent: { light: '#0f6e63', dark: '#4fc3b0' }, onAccent: { light: '#ffffff', dark: '#04211d' } },
      fonts: [], links: { help: null, status: null, imprint: null, privacy: null },
      support: { email: 'a@copy.example', phone: null }, words: {} };
    export default brand;`;
  expect(source).toMatch(find);
  writeFileSync(
    join(folder, name, 'brand.ts'),
    source.replace(find, () => instead),
  );
  return folder;
}

describe('the page of a host', () => {
  it('has the brand before any script: title, favicon, colours, splash, words', async () => {
    const html = await pageOf('anvio.localhost:4310');
    expect(html).toContain('<title>Anvio Betriebsgesellschaft für Cloud-Dienste</title>');
    expect(html).toMatch(/<link rel="icon" href="\/brand\/anvio\/mark-[\da-f]{10}\.svg" type="image\/svg\+xml">/);
    expect(html).toContain('<meta name="theme-color" content="#f6f3ee" media="(prefers-color-scheme: light)">');
    expect(html).toContain('--ta-accent:light-dark(#4b32c3,#b7a8ff)');
    expect(html).toMatch(/<div id="root"><div class="splash">.*wordmark-[\da-f]{10}\.svg/);
    expect(html).toContain('<noscript>Anvio Betriebsgesellschaft für Cloud-Dienste needs JavaScript.</noscript>');
    const data = /<script type="application\/json" id="brand">(.+?)<\/script>/.exec(html)?.[1] ?? '';
    expect(JSON.parse(data)).toMatchObject({ shortName: 'Anvio', words: { en: { 'nav.workspaces': 'Customers' } } });
  });

  it.each(['127.0.0.1:4310', 'localhost', 'unknown.localhost', 'meridian.localhost'])(
    'is the default brand: %s',
    async (host) => {
      expect(await pageOf(host)).toContain('<title>Meridian Managed Services</title>');
    },
  );

  it('is in the language that the browser asks for, before any script', async () => {
    const html = await pageOf('127.0.0.1', { 'accept-language': 'de-AT,en;q=0.5' });
    expect(html).toContain('<html lang="de">');
    expect(html).toContain('Meridian Managed Services benötigt JavaScript.');
  });

  it('can be fixed to one brand, to look at it while it is made', async () => {
    const chosen = loadPages(builtPages(), await loadBrands(own, 'anvio'));
    for (const host of ['127.0.0.1', 'meridian.localhost'])
      expect(await chosen(new Request(`http://${host}/`)).text()).toContain('<title>Anvio');
    await expect(loadBrands(own, 'anvoi')).rejects.toThrow(/no brand "anvoi". Use one of anvio, meridian/);
  });

  it('escapes a name', async () => {
    const folder = withBrand(/'Copy & Sons'/, `"Copy </script><b>$& & Sons"`);
    const html = await loadPages(builtPages(), await loadBrands(folder))(new Request('http://copy.localhost/')).text();
    expect(html).toContain('<title>Copy &lt;/script&gt;&lt;b&gt;$&amp; &amp; Sons</title>');
    expect(html).not.toContain('</script><b>');
  });
});

it('serves images and fonts of the brand for good, and nothing else of its folder', async () => {
  const [font = ''] = /\/brand\/anvio\/figtree-\w+\.woff2/.exec(await pageOf('anvio.localhost')) ?? [];
  const ask = (path: string) => site()(new Request(`http://127.0.0.1${path}`, { headers: { host: '127.0.0.1' } }));
  const answer = await ask(font);
  expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
    200,
    'font/woff2',
    'public, max-age=31536000, immutable',
  ]);
  expect((await ask('/brand/anvio/brand.ts')).status).toBe(404);
});

describe('a brand is refused at the start', () => {
  it.each([
    [
      'a weak accent',
      /#0f6e63/,
      '#f08a24',
      /"Copy & Sons".*\n.*onAccent #ffffff on accent #f08a24 has a contrast of 2\.51 to 1.*Use accent #/,
    ],
    ['a missing file', /light: 'mark.svg'/, "light: 'logo.svg'", /"mark.light" is "logo.svg"\. Name an SVG/],
    [
      'a file elsewhere',
      /favicon: 'mark.svg'/,
      "favicon: '../anvio/mark.svg'",
      /"favicon" is "\.\.\/anvio\/mark\.svg"/,
    ],
    [
      'a host of another brand',
      /copy\.localhost/,
      'anvio.localhost',
      /"hosts" holds anvio.localhost, which another brand has/,
    ],
    [
      'a host with a port',
      /copy\.localhost/,
      'copy.localhost:80',
      /"hosts" holds "copy.localhost:80"\. Write host names/,
    ],
    [
      'a link of a script',
      /help: null/,
      "help: 'javascript:alert(1)'",
      /"links.help" is "javascript:alert\(1\)"\. It is an https address/,
    ],
    ['no address of support', /a@copy\.example/, 'copy.example', /"support.email" is an e-mail address/],
    ['an empty name', /'Copy & Sons'/, "' '", /"name" is a text that is not empty/],
    [
      'an unknown message',
      /words: \{\}/,
      "words: { en: { 'nav.workspace': 'x' } } as never",
      /"words.en" has "nav.workspace", which is no message/,
    ],
    [
      'a word that it does not use and a message still says',
      /words: \{\}/,
      "words: { en: { 'nav.workspaces': 'Customers' } }, unsaid: { en: ['workspaces'] }",
      /"unsaid.en" has "workspaces", which these messages say: .*system.about.*Give them a text in "words.en"/,
    ],
    [
      'a word that it does not use in an unknown language',
      /words: \{\}/,
      "words: {}, unsaid: { fr: ['espace'] } as never",
      /"unsaid.fr" is not a language of this console/,
    ],
    [
      'an unknown language',
      /words: \{\}/,
      'words: { fr: {} } as never',
      /"words.fr" is not a language of this console. Use one of en, de/,
    ],
    [
      'a foreign placeholder',
      /words: \{\}/,
      "words: { de: { 'nav.tenants': '{count} Umgebungen' } }",
      /"words.de" has \{count\} in "nav.tenants".*It has no placeholder/,
    ],
  ])('%s', async (_, find, instead, sentence) => {
    await expect(loadBrands(withBrand(find, instead))).rejects.toThrow(sentence);
  });
});
