import { lazy } from './lazy.ts';
import { anyPassword, issuedTokens, secretAddresses, secretName, secretParameters, states } from './secret-words.ts';

/** One kind of text that must never leave the process. */
export interface SecretPattern {
  readonly kind: string;
  readonly pattern: RegExp;
}

const named = String.raw`(?:${secretName})\\*["']?\]?`;

/** Keys that are public. */
const publicKey = 'idempotency|primary|foreign|partition|row|sort|public|cache|control|dedupe|routing|exclusive';

/** Other keys: those of a keyboard, a registry or a host are not secrets, so that the value decides. In a custom header, every key counts. */
const otherKey = String.raw`(?<!${publicKey})-key`;

/** What looks like a generated secret: long, with letters and digits. */
const generated = String.raw`(?=[a-z+/=_.~-]{0,200}\d)(?=[0-9+/=_.~-]{0,200}[a-z])[a-z0-9+/=_.~-]{16,}(?![\w\\])`;

/** The sign between a name and its value: `=`, `:=`, and the `=>` of Ruby and PHP. */
const assigns = String.raw`:?=>?`;

/** The end of a text or of what holds it, perhaps behind the end of a sentence. */
const ended = String.raw`(?=[.,;:!?)。，]*(?:\s|$|["'\\<>&|\]}]))`;

/** A word that describes a secret, and nothing of a value behind it. */
const state = String.raw`(?:${states})${ended}`;

/** Text of a script without spaces: a sentence, because passwords are not written in it. */
const ideographs = String.raw`[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+${ended}`;

/** A list of quoted values, a quoted value up to its closing quote, also where JSON holds JSON as text, or a value in the braces of ODBC. */
const quotedValue = [
  String.raw`\[\s*\\+"[\s\S]+?(?:\\"\s*\]|$)`,
  String.raw`\[\s*"(?:[^"\\]|\\[\s\S]|"\s*,\s*")*`,
  String.raw`\\+["'][\s\S]+?(?:\\["']|$)`,
  String.raw`"(?=[^"])(?:[^"\\]|\\[\s\S]|"")*`,
  String.raw`'(?=[^'])(?:[^'\\]|\\[\s\S]|'')*`,
  String.raw`\{[^}\r\n]{1,500}\}`,
].join('|');

/** The value of another secret, where a match ends after its name: the quote that ends the first value opens the second one. */
const nextValue = String.raw`(?:(?<=${named}\s{0,9}(?:${assigns}|:)\s{0,9})(?:${quotedValue}))*`;

/** More words of an unquoted value, as far as they look like one: `P@ss w0rd`. */
const moreWords = String.raw`(?:[ \t]+(?=[^\s"',;&<>]{0,60}[0-9!@#$%^*])[^\s"',;&<>]+)*`;

/** All words after `password=`, up to the next `name=`, a semicolon, a quote or the end of the line. */
const passwordWords = String.raw`(?:(?:[ \t]+|,)(?![\w.-]{1,60}=)[^\s"',;&<>]+)*`;

/** One bare word, with the scheme before it, unless that word is itself the name of a secret whose value follows. */
const bareWord = String.raw`(?!(?:null|undefined|true|false)\b|[\w-]{0,60}${named}\s*[=:])(?:(?:bearer|basic)\s+)?[^\s"',;&}<>]{3,}`;

/** After a colon and a space, plain words are a sentence: `Password: must be changed`. */
const letter = String.raw`[a-z\u00c0-\u024f\u0400-\u04ff]`;
const notProse = String.raw`(?![ \t]+(?:${letter}+[ \t]+(?:${letter}|\()|${state})|[ \t]*${ideographs})`;
const colon = '[:：]';

/** An e-mail address: where its local part starts, what it is made of, the signs that stand for `@`, and a domain. */
const atom = String.raw`[\p{L}\p{M}\p{N}._%+!#$*^~{}|\x60=-]|(?<=\p{L})'(?=\p{L})|&(?![\w.-]{1,40}=|\w{1,8};)`;
const atSign = String.raw`(?:@|＠)`;
const domain = String.raw`(?:[\p{L}\p{M}\p{N}-]+\.)+(?:xn--[a-z0-9-]+|[\p{L}\p{M}]{2,63})(?![\p{L}\p{M}\p{N}])|localhost\b|\[(?:IPv6:)?[0-9a-f.:]{2,45}\]`;

/** The patterns in the order in which they are applied. */
const patterns = (): readonly SecretPattern[] => [
  {
    kind: 'private_key',
    pattern:
      /-{4,5} ?BEGIN [\w ]{0,40}(?:PRIVATE KEY(?: BLOCK)?|CERTIFICATE(?: REQUEST)?|PKCS7|PKCS12|CMS|PGP MESSAGE|Static key V1) ?-{4,5}[\s\S]*?(?:-{4,5} ?END [\w ]{0,40}-{4,5}|$)/g,
  },
  // DER of a key or a certificate without its envelope, an envelope as base64, and the private part of PuTTY's files and of a JSON web key.
  {
    kind: 'private_key',
    pattern:
      /(?<![A-Za-z0-9+/])(?:MI[IG][A-Za-z0-9+/]{60,}|(?:LS0tLS1CRUdJTi|b3BlbnNzaC1rZXktdjE)[A-Za-z0-9+/]{20,})={0,2}|Private-Lines: \d{1,4}(?:\s+[A-Za-z0-9+/=]{8,})+|"(?:d|k|p|q|dp|dq|qi)\\*"\s{0,9}:\s{0,9}\\*"(?=[\w-]{0,40}[G-Zg-z_-])[\w-]{40,}/g,
  },
  // Addresses that are the secret: everything after the host.
  {
    kind: 'webhook',
    pattern: new RegExp(String.raw`(?:${secretAddresses})[^\s"'<>]+`, 'gi'),
  },
  // Inside `a=b;c=d` a value runs to the semicolon. The first group only saves time: without it, every character of a text is looked back from.
  {
    kind: 'assigned_secret',
    pattern: new RegExp(
      String.raw`(?=(?:${secretName})\s*=)(?:(?<=;[^;=\r\n]{0,40})(?:${secretName})\s*=\s*(?:${quotedValue}|[^\s;"'{][^;\r\n"]*)|(?:${secretName})\s*=\s*(?!["'{])[^\s;&"][^;&\r\n"]{0,500}(?=;\s?[\w ]{1,40}=))`,
      'gi',
    ),
  },
  // In an address of the web, a port and a slash after the colon are not a password. Elsewhere they may be one.
  {
    kind: 'connection_string',
    pattern:
      /[a-z][a-z0-9+.-]{1,20}:\/\/(?!git@)[^\s:@/]*(?::(?!(?<=\b(?:http|ws)s?:\/\/[^\s:@/]*:)(?:[0-5]?\d{1,4}|6[0-5]\d{3})[/?#])(?:(?!:\/\/)[^\s@])+)?@[^\s'"]+/gi,
  },
  // Oracle separates the name and the password by a slash.
  {
    kind: 'connection_string',
    pattern:
      /\b(?:jdbc:oracle:[a-z\d]{1,10}:|sqlplus(?:[ \t]+-\w{1,10})*[ \t]+["']?)[^\s/@"']{1,128}\/(?:"[^"\r\n]{1,128}"|[^\s@"']{1,500})@[^\s"']+/gi,
  },
  // A whole header: every scheme, and everything after it on its line. A line of plain words is a sentence.
  {
    kind: 'authorization',
    pattern: new RegExp(
      String.raw`\bauthorization\\*["']?\s*[:=](?![ \t]*(?!basic|bearer|digest|negotiate|ntlm|token|hoba|apikey|sharedkey|[bfru]{1,2}["'])[a-z]+(?:[ \t]+[a-z]+)*[.!]?[ \t]*(?:$|["'\\]))\s*(?:${quotedValue}|[^\s"'{\\][^\r\n]*)`,
      'gim',
    ),
  },
  {
    kind: 'authorization',
    pattern: new RegExp(String.raw`\bcookie2?\\*["']?\s*:\s*(?:${quotedValue}|[^\s=;,"']{1,200}=[^\r\n]*)`, 'gi'),
  },
  // A header as a pair of texts.
  {
    kind: 'authorization',
    pattern:
      /\bauthorization\\*["']\s{0,9},\s{0,9}\\*["'](?:basic|bearer|digest|negotiate|ntlm|token|apikey|sharedkey)\s[^"'\r\n]*/gi,
  },
  // Cookies of sessions, wherever they stand.
  {
    kind: 'authorization',
    pattern:
      /sess(?:ion)?=(?=[^\s;,"'&<>]{0,200}\d)[^\s;,"'&<>]{16,}|\bsid=(?!S-\d-)(?=[^\s;,"'&<>]{0,200}\d)[^\s;,"'&<>]{16,}/gi,
  },
  // Custom headers: everything up to the quote or the end of the line.
  {
    kind: 'authorization',
    pattern: new RegExp(
      String.raw`\bx-[a-z\d-]{0,40}?(?:${secretName}|${otherKey})[ \t]*:[ \t]*(?!${state}|not\b)[^\s"'\\{[][^\r\n"']*`,
      'gi',
    ),
  },
  // Elements, also escaped ones, and the settings files of .NET.
  {
    kind: 'assigned_secret',
    pattern: new RegExp(
      String.raw`<[^\s<>/]{0,60}?(?:${secretName})(?:[ \t][^<>]{0,200})?>\s*(?:<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|(?=[^<\s])(?:${named}\s*(?:${assigns}|:)\s*(?:${quotedValue})|[^<])+)`,
      'gi',
    ),
  },
  {
    kind: 'assigned_secret',
    pattern: new RegExp(String.raw`${named}\s{1,20}value\s{0,20}=\s{0,20}(?:${quotedValue})`, 'gi'),
  },
  {
    kind: 'assigned_secret',
    pattern: new RegExp(
      String.raw`(?:${anyPassword}|(?<![a-z])pass)[ \t]*${assigns}[ \t]*(?!["'{[])(?:${bareWord}|[^\s"',;&}<>]{1,2}(?=[ \t]+[\w.]+(?![\w.]|\s*=)))${passwordWords}`,
      'gi',
    ),
  },
  {
    kind: 'assigned_secret',
    pattern: new RegExp(
      String.raw`${named}\s*(?:${assigns}|${colon}${notProse})\s*(?:${quotedValue}|${bareWord}${moreWords})`,
      'gi',
    ),
  },
  {
    kind: 'assigned_secret',
    pattern: new RegExp(String.raw`${otherKey}\\*["']?\]?\s*(?:${assigns}|:)\s*\\*["']?${generated}`, 'gi'),
  },
  // A password of PowerShell, as an argument or through the pipe.
  {
    kind: 'assigned_secret',
    pattern: new RegExp(
      String.raw`\bConvertTo-SecureString(?:[ \t]+-[a-z]{1,20})*[ \t]+(?:${quotedValue}|(?![-$])[^\s"';)]{3,})|(?:"[^"\r\n]{1,500}"|'[^'\r\n]{1,500}')[ \t]*\|[ \t]*ConvertTo-SecureString\b`,
      'gi',
    ),
  },
  // Options of commands.
  {
    kind: 'assigned_secret',
    pattern: new RegExp(
      String.raw`(?<![\w-])--?[a-z-]{0,40}?(?:password|passwd|passphrase|passwort|kennwort|pwd|(?:store|key)pass|secret|token|(?<!(?:${publicKey})-)key)[ \t]+(?:${quotedValue}|(?!-)[^\s"';]{3,})`,
      'gi',
    ),
  },
  // Options of one letter, whose meaning depends on the command.
  {
    kind: 'assigned_secret',
    pattern: new RegExp(
      [
        String.raw`\b(?:mysql(?:dump|admin)?|mariadb)\b[^\r\n]{0,200}?[ \t]-p(?![\s-])`,
        String.raw`\b(?:sqlcmd|bcp|unzip|zip)\b[^\r\n]{0,200}?[ \t]-P[ \t]*`,
        String.raw`\b(?:mongo(?:sh|dump|restore)?|sshpass|(?:docker|podman|az(?: acr)?) login)\b[^\r\n]{0,200}?[ \t]-p[ \t]*`,
        String.raw`\bredis-cli\b[^\r\n]{0,200}?[ \t]-a[ \t]+`,
        String.raw`\bcurl\b[^\r\n]{0,200}?[ \t](?:-b[ \t]*|--cookie[ \t=]+)(?=["']?[^\s"'=]{1,200}=)`,
        String.raw`-pass(?:in|out)?[ \t]+pass:`,
      ]
        .map((command) => `${command}(?:${quotedValue}|[^\\s"'-][^\\s"']*)`)
        .join('|'),
      'g',
    ),
  },
  // A password in SQL and in the files of servers, where white space is the sign.
  {
    kind: 'assigned_secret',
    pattern: new RegExp(
      String.raw`(?:\b(?:password|identified[ \t]+by)[ \t]{0,9}=?[ \t]{0,9}N?(?:'[^'\r\n]{3,}'|"[^"\r\n]{3,}")|(?:${anyPassword})[ \t]+(?:"[^"\r\n]{3,}"|'[^'\r\n]{3,}')|\b(?:requirepass|masterauth|identified[ \t]+by|login[ \t]+\S{1,128}\s+password)[ \t]+[^\s"';]{3,})`,
      'gi',
    ),
  },
  // A password or a client secret in a sentence: what is told of it has letters and digits.
  {
    kind: 'assigned_secret',
    pattern: new RegExp(
      String.raw`(?:${anyPassword}|client[ _]secret)(?:[ \t]+(?:is|was|lautet|est|es|è|são)[ \t]+["']?|是|は)(?=[^\s"',;]{0,200}\d)(?=[^\s"',;]{0,200}[a-z])(?!AADSTS\d)[^\s"',;]{8,}`,
      'gi',
    ),
  },
  {
    kind: 'assigned_secret',
    pattern:
      /\b(?:[Pp]assword|[Pp]asswort|[Kk]ennwort|client[ _]secret|secret access key)[ \t]+(?=[\w+/=~!@#$%^*-]{0,200}[a-z])(?=[\w+/=~!@#$%^*-]{0,200}[A-Z])(?=[\w+/=~!@#$%^*-]{0,200}\d)(?![A-Z][A-Za-z]*\d{1,6}(?![\w+/=~!@#$%^*-]))[\w+/=~!@#$%^*-]{12,}/g,
  },
  // Numbers that are secrets.
  { kind: 'assigned_secret', pattern: /\b(?:pin|otc|cvv)\\*["']?\s{0,9}[:=]\s{0,9}\\*["']?\d{3,8}\b/gi },
  // The name and the password of curl. Numbers are the ids of a user and a group.
  {
    kind: 'assigned_secret',
    pattern:
      /(?<![\w-])(?:-[uU][ \t]+|--(?:proxy-)?user[ \t=]+)(?!\d+:\d+\b)(?:["'][^"':\r\n]{1,200}:[^"']+|[^\s"':]{1,200}:(?!\/\/)[^\s"']+)/g,
  },
  // Parameters of OAuth and keys of functions. A code has a digit and is long or a parameter of an address. It is not a number, a name in capitals with
  // underscores, or a capitalized name that ends in a number: those are errors.
  {
    kind: 'assigned_secret',
    pattern: new RegExp(
      String.raw`[?&#](?:${secretParameters})=[^\s&"'<>]{16,}|\bcode=(?=[^\s&"'<>\d]{0,200}\d)(?!(?:0x\w+|\d+|[A-Z][A-Za-z]*\d{1,6}|[A-Z\d]+_[A-Z\d_]+)(?![^\s&"'<>]))(?:[^\s&"'<>]{16,}|(?<=[?&#;]code=)[^\s&"'<>]{6,})|\benter the code [A-Z0-9]{6,12}\b`,
      'g',
    ),
  },
  { kind: 'authorization', pattern: /\bsharedkey(?:lite)?\s+[\w-]{1,80}:[A-Z0-9+/=]{8,}/gi },
  { kind: 'authorization', pattern: /\bbearer\s+[A-Z0-9._~+/=-]{8,}/gi },
  // "Basic" is an English word too: the text after it counts only if it looks like base64 and not like a word.
  {
    kind: 'authorization',
    pattern: /\b[Bb][Aa][Ss][Ii][Cc]\s+(?=[A-Za-z][a-z]*[A-Z0-9+/=]|[0-9+/])[A-Za-z0-9+/=]{8,}/g,
  },
  { kind: 'jwt', pattern: /(?<![\w-])(?=[\w-]*eyJ[\w-]{5})[\w-]+(?:\.[\w-]{5,}(?:\.[\w-]*){1,3}|\.(?:\.[\w-]+){3})/g },
  { kind: 'token', pattern: new RegExp(issuedTokens, 'g') },
  {
    kind: 'email',
    pattern: new RegExp(
      [
        String.raw`"(?:[^"\\\r\n]|\\[^\r\n]){1,64}"${atSign}(?:${domain})`,
        // A slash belongs to a name, unless an address or a path of the web has begun.
        String.raw`(?<=^|[\s<("',;]|mailto:)(?:${atom}){1,64}(?:\/(?:${atom}){1,64}){1,3}${atSign}(?:${domain})`,
        // The user of every repository is not a person: git@host:path.
        String.raw`(?<!${atom})(?!git@[\w.-]{1,255}[:/])(?:${atom})+(?:[ \t]?\([^()\r\n]{0,64}\))?(?:${atSign}|[ \t]{1,3}@[ \t]{1,3})(?:${domain})`,
        String.raw`(?<![\w.-])[\w.-]{1,64}_[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}#EXT#`,
      ].join('|'),
      'giu',
    ),
  },
];

/**
 * The patterns of secrets. Logs, errors and bundles share one list: two lists would drift apart and leak. The order matters: patterns that may hold white
 * space or another secret come first, so that no rule consumes half of another's match.
 *
 * Every pattern takes linear time, whatever the text: a repetition starts at the edge of a run of its own characters, stops where the next match may
 * start, has a bound, or can no longer fail. A secret has no maximum length, else its rest would leak.
 *
 * They are made at the first use, because reading so many patterns would slow down the import.
 */
export const secretPatterns = lazy((): readonly SecretPattern[] =>
  patterns().map(({ kind, pattern }) => ({
    kind,
    pattern: new RegExp(`(?:${pattern.source})${nextValue}`, pattern.flags),
  })),
);
