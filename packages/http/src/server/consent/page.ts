import type { ConsentPage } from './options.ts';

/** The built-in page: one heading, one sentence, no script, no image and nothing that is loaded. */
export function consentPage({ title, message, language, nonce }: ConsentPage, productName: string | null): string {
  const name = productName === null ? '' : `<p class="product">${escaped(productName)}</p>`;
  const suffix = productName === null ? '' : ` · ${escaped(productName)}`;
  return `<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}${suffix}</title>
<style nonce="${escaped(nonce)}">${style}</style>
</head>
<body>
<main dir="auto">${name}<h1>${escaped(title)}</h1><p>${escaped(message)}</p></main>
</body>
</html>
`;
}

/** System colours: they follow light, dark and forced colours with enough contrast. */
const style =
  ':root{color-scheme:light dark}' +
  'body{margin:0;background:Canvas;color:CanvasText;font:1rem/1.5 system-ui,sans-serif}' +
  'main{max-width:36rem;margin:15vh auto;padding:0 1.5rem}' +
  'h1{font-size:1.5rem;line-height:1.25;margin:0 0 .75rem}' +
  'p{margin:0;overflow-wrap:anywhere}' +
  '.product{margin-bottom:2rem;font-weight:600}';

/** Text as HTML, in elements and in attributes with quotes. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);
}
