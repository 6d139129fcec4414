import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { pictureFolder } from './picture.ts';

/** Writes a page that shows every kept picture, to leaf through: one row per page or state, one picture per width, theme and language. */
export function writePictureIndex(): void {
  if (!existsSync(pictureFolder)) return;
  const files = readdirSync(pictureFolder).filter((file) => file.endsWith('.png'));
  const rows = Map.groupBy(files.sort(), (file) => file.replace(/-\d+-\w+\.png$/, ''));
  const body = [...rows].map(
    ([name, pictures]) => `<section id="${name}"><h2>${name}</h2><div>${pictures.map(figure).join('')}</div></section>`,
  );
  const links = [...rows.keys()].map((name) => `<a href="#${name}">${name}</a>`);
  writeFileSync(
    `${pictureFolder}index.html`,
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>The console in pictures</title><style>${style}</style>` +
      `<h1>${String(files.length)} pictures</h1><p>Press a picture to see it whole; then the arrow keys lead through all of them, and Escape leads back.</p>` +
      `<nav>${links.join(' ')}</nav>${body.join('')}<dialog><figure><img alt=""><figcaption></figcaption></figure></dialog><script>${leaf}</script></html>`,
  );
}

function figure(file: string): string {
  const kind = /-(\d+-\w+)\.png$/.exec(file)?.[1] ?? '';
  return `<figure><a href="${file}"><img src="${file}" alt="${file}" loading="lazy"></a><figcaption>${kind}</figcaption></figure>`;
}

/** Runs in the page of the pictures: one picture whole, and the keys to the others. */
const leaf = `
  const links = [...document.querySelectorAll('figure > a')];
  const dialog = document.querySelector('dialog');
  let at = 0;
  const show = (next) => {
    at = (next + links.length) % links.length;
    const name = links[at].getAttribute('href');
    dialog.querySelector('img').src = name;
    dialog.querySelector('figcaption').textContent = (at + 1) + ' of ' + links.length + ': ' + name;
    if (!dialog.open) dialog.showModal();
  };
  links.forEach((link, index) => link.addEventListener('click', (event) => { event.preventDefault(); show(index); }));
  addEventListener('keydown', ({ key }) => {
    if (dialog.open && key === 'ArrowRight') show(at + 1);
    if (dialog.open && key === 'ArrowLeft') show(at - 1);
  });`;

const style =
  'body{font:14px/1.5 system-ui;margin:24px;background:#ececec}nav{columns:5}nav a{display:block}' +
  'section>div{display:flex;gap:16px;overflow-x:auto;padding-block-end:16px}figure{margin:0}section img{block-size:420px;border:1px solid #bbb}dialog{border:0;padding:8px}dialog img{max-inline-size:94vw;max-block-size:88vh}';
