/** One kind of text that must never leave the process. */
interface SecretPattern {
  readonly kind: string;
  readonly pattern: RegExp;
}

const secretName = String.raw`(?:password|passwd|passphrase|pwd|secret|token|(?:api|account|access|private|shared|signing)[_-]?key|\bsig)`;

/**
 * A quoted value up to its closing quote, also where JSON holds JSON as text; otherwise one bare word, with the scheme before
 * it, unless that word is itself the name of a secret whose value follows.
 */
const secretValue = [
  String.raw`\\+["'][\s\S]+?(?:\\["']|$)`,
  String.raw`"(?=[^"])[^"\\]*(?:\\[\s\S][^"\\]*)*`,
  String.raw`'(?=[^'])[^'\\]*(?:\\[\s\S][^'\\]*)*`,
  String.raw`(?!(?:null|undefined|true|false)\b|[\w-]*${secretName}\\*["']?\s*[=:])(?:(?:bearer|basic)\s+)?[^\s"',;&}]{3,}`,
].join('|');

/**
 * The patterns of secrets. Logs, errors and bundles share one list: two lists would drift apart and leak. The order matters: patterns that may hold white
 * space or another secret come first, so that no rule consumes half of another's match.
 *
 * Every pattern takes linear time, whatever the text: a repetition starts at the edge of a run of its own characters, stops where the next match may
 * start, or can no longer fail. A secret has no maximum length, else its rest would leak.
 */
const secretPatterns: readonly SecretPattern[] = [
  {
    kind: 'private_key',
    pattern:
      /-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)/g,
  },
  { kind: 'connection_string', pattern: /[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/]*(?::(?:(?!:\/\/)[^\s@])+)?@[^\s'"]+/gi },
  { kind: 'assigned_secret', pattern: new RegExp(String.raw`${secretName}\\*["']?\s*[=:]\s*(?:${secretValue})`, 'gi') },
  { kind: 'authorization', pattern: /\bbearer\s+[A-Z0-9._~+/=-]{8,}|\bcookie\s*:\s*[^\r\n]+/gi },
  // "Basic" is an English word too: the text after it counts only if it looks like base64 and not like a word.
  {
    kind: 'authorization',
    pattern: /\b[Bb][Aa][Ss][Ii][Cc]\s+(?=[A-Za-z][a-z]*[A-Z0-9+/=]|[0-9+/])[A-Za-z0-9+/=]{8,}/g,
  },
  { kind: 'jwt', pattern: /(?<![\w-])(?=[\w-]*eyJ[\w-]{5})[\w-]+(?:\.[\w-]{5,}(?:\.[\w-]*){1,3}|\.(?:\.[\w-]+){3})/g },
  // Client secrets of Entra ID, and the best known prefixes of other issuers.
  {
    kind: 'token',
    pattern:
      /[\w.-]{3}\dQ~[\w.~-]{31,}|gh[oprsu]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|xox[abeoprs]-[\w-]{10,}|AKIA[A-Z0-9]{16}/g,
  },
  {
    kind: 'email',
    pattern:
      /(?<![\p{L}\p{M}\p{N}._%+-])[\p{L}\p{M}\p{N}._%+-]+(?:@|%40)[\p{L}\p{M}\p{N}-]+(?:\.[\p{L}\p{M}\p{N}-]+)+/gu,
  },
];

/** What a removed secret is replaced by. */
export const redactedMark = '[redacted]';

/** Maximum of passes: removing one secret can form another one. Text that still holds one after that was crafted. */
const maxPasses = 8;

/**
 * `text` without tokens, secrets, connection strings and e-mail addresses, cut to `maxLength` code units. `findSecrets` finds nothing in the
 * answer, and redacting it again changes nothing.
 */
export function redactText(text: string, maxLength = 2_000): string {
  let current = text;
  for (let pass = 0; pass < maxPasses; pass += 1) {
    // Cut last: half a secret no longer looks like one.
    const next = cut(withoutSecrets(current), maxLength);
    if (next === current) return next;
    current = next;
  }
  return redactedMark;
}

/** The kinds of secret that `text` still holds, never their values. */
export function findSecrets(text: string): readonly string[] {
  return [...new Set(secretPatterns.filter(({ pattern }) => text.search(pattern) >= 0).map(({ kind }) => kind))];
}

function withoutSecrets(text: string): string {
  return secretPatterns.reduce((rest, { pattern }) => rest.replace(pattern, redactedMark), text);
}

/** The cut may go through a surrogate pair, whose half no database would store. */
function cut(text: string, maxLength: number): string {
  return (text.length > maxLength ? `${text.slice(0, maxLength)}…` : text).toWellFormed();
}
