import { createHash } from 'node:crypto';
import type { Answer } from '../answer.ts';
import { textsIn, type PageLanguage } from './consent-texts.ts';

/** What the page shows. All of it is escaped. */
export interface ConsentPage {
  readonly language: PageLanguage;
  readonly appName: string;
  readonly permissions: readonly string[];
  readonly delegatedPermissions: readonly string[];
  /** The tenants whose administrator can be chosen. */
  readonly tenants: readonly { readonly id: string; readonly label: string; readonly isChosen: boolean }[];
  /** What is sent along with the decision. */
  readonly hidden: readonly (readonly [name: string, value: string])[];
  /** Where the decision leads to: its origin is the only other one that the form may reach. */
  readonly redirectUri: string;
}

const style = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 0; background: Canvas; color: CanvasText; }
main { max-width: 34rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.3; }
h2 { font-size: 1.125rem; margin-block: 1.5rem .25rem; }
.banner { padding: .75rem 1rem; border: 3px dashed; font-weight: 700; }
ul { margin: 0; padding-inline-start: 1.25rem; }
label { display: block; font-weight: 600; margin-block: 1.5rem .25rem; }
select, button { font: inherit; min-height: 2.75rem; padding: .25rem 1rem; max-width: 100%; }
button { margin: 1rem .5rem 0 0; }
:focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
`;
const styleHash = createHash('sha256').update(style).digest('base64');

/** The page where an administrator accepts or cancels. */
export function consentPage(page: ConsentPage): Answer {
  const say = textsIn(page.language);
  const list = (title: string, names: readonly string[]): string =>
    `<h2>${escapeHtml(title)}</h2><ul>${(names.length === 0 ? [say.none] : names).map((name) => `<li>${breakable(escapeHtml(name))}</li>`).join('')}</ul>`;
  const options = page.tenants.map(
    ({ id, label, isChosen }) =>
      `<option value="${escapeHtml(id)}"${isChosen ? ' selected' : ''}>${escapeHtml(label)}</option>`,
  );
  const hidden = page.hidden.map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  const main = `<h1>${escapeHtml(say.title)}</h1>
<p>${escapeHtml(say.intro).replace('{0}', () => `<strong>${escapeHtml(page.appName)}</strong>`)}</p>
${list(say.application, page.permissions)}
${list(say.delegated, page.delegatedPermissions)}
<form method="post">
${hidden.join('\n')}
<label for="tenant">${escapeHtml(say.tenant)}</label>
<select id="tenant" name="admin_tenant">${options.join('')}</select>
<div><button type="submit" name="decision" value="accept">${escapeHtml(say.accept)}</button><button type="submit" name="decision" value="cancel">${escapeHtml(say.cancel)}</button></div>
</form>`;
  return htmlAnswer(200, page.language, say.title, main, `'self' ${new URL(page.redirectUri).origin}`);
}

/** The page that says why there is nothing to accept. It leads to no other address. The description is English, as Microsoft's is. */
export function failedPage(status: number, language: PageLanguage, description: string): Answer {
  const { failed } = textsIn(language);
  return htmlAnswer(
    status,
    language,
    failed,
    `<h1>${escapeHtml(failed)}</h1><p lang="en">${escapeHtml(description)}</p>`,
    "'none'",
  );
}

function htmlAnswer(status: number, language: PageLanguage, title: string, main: string, formAction: string): Answer {
  const body = `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title><style>${style}</style></head>
<body><main><p class="banner" role="note">${escapeHtml(textsIn(language).banner)}</p>
${main}
</main></body>
</html>
`;
  const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; form-action ${formAction}; frame-ancestors 'none'; base-uri 'none'`;
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      vary: 'accept-language',
    },
    body,
  };
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Names of permissions are long, and a narrow page breaks them at their points. */
function breakable(html: string): string {
  return html.replaceAll('.', '.<wbr>');
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => entities[mark] ?? '');
}
