/** One kind of text that must never leave the process. */
export interface SecretPattern {
  readonly kind: string;
  readonly pattern: RegExp;
}

/** Words that end the name of a secret. What is before them (`client_`, `PG`, `Ocp-Apim-Subscription-`) does not matter. */
const secretName = [
  String.raw`(?:password|passwd|passphrase|passcode|passwort|kennwort|pwd|secret|token|credential|signature|\bsig|\botp|hmac)(?:[_-]?(?:text|value|b64|base64))?\d{0,3}`,
  String.raw`(?:api|account|access|private|shared|signing|subscription|storage|encryption|master|instrumentation|functions?|sas)[_ -]?key\d?`,
  String.raw`(?:device|user|auth|authorization)[_-]?code|\bx-auth`,
  String.raw`(?<!by|com|tres|over|under|sur)pass(?=\\*["']\s*:|\\*["']?\]?\s*=)`,
  String.raw`code_verifier|client_assertion|\bassertion|SAMLResponse|client_?state|session_?id|phpsessid|estsauth\w{0,20}|\.aspnet(?:core)?\.\w{1,20}|connect\.sid|fedauth`,
].join('|');
const named = String.raw`(?:${secretName})\\*["']?\]?`;

/** Keys that are public. */
const publicKey = 'idempotency|primary|foreign|partition|row|sort|public|cache|control|dedupe|routing|exclusive';

/** Other keys: those of a keyboard, a registry or a host are not secrets, so that the value decides. In a custom header, every key counts. */
const otherKey = String.raw`(?<!${publicKey})-key`;

/** What looks like a generated secret: long, with letters and digits. */
const generated = String.raw`(?=[a-z+/=_.~-]{0,200}\d)(?=[0-9+/=_.~-]{0,200}[a-z])[a-z0-9+/=_.~-]{16,}(?![\w\\])`;

/** The sign between a name and its value: `=`, `:=`, and the `=>` of Ruby and PHP. */
const assigns = String.raw`:?=>?`;

/** Words that describe a secret and are not one, when nothing of a value follows: `reset-99x` is a password. */
const states = [
  'null|undefined|none|true|false|required|optional|missing|empty|expired|expires|invalid|incorrect|wrong|unknown|changed|unchanged|reset|revoked|rotated|rejected|hidden|disabled|enabled|valid|ok',
  'added|created|deleted|removed|renewed|refreshed|verified|accepted|denied|stored|present|absent|found|certificate|federated|rsa|dsa|ecdsa|ed25519',
  'erforderlich|fehlt|leer|abgelaufen|ungültig|falsch|unbekannt|geändert|unverändert|gesperrt|gültig',
].join('|');
const state = String.raw`(?:${states})(?=[.,;:!?)]*(?:\s|$|["'\\<>&|\]}]))`;

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
const notProse = String.raw`(?![ \t]+(?:[a-z]+[ \t]+[a-z(]|${state}))`;

/** An e-mail address: where its local part starts, what it is made of, the signs that stand for `@`, and a domain. */
const atom = String.raw`[\p{L}\p{M}\p{N}._%+!#$*^~{}|\x60=-]|(?<=\p{L})'(?=\p{L})|&(?![\w.-]{1,40}=|\w{1,8};)`;
const atSign = String.raw`(?:@|＠)`;
const domain = String.raw`(?:[\p{L}\p{M}\p{N}-]+\.)+(?:xn--[a-z0-9-]+|[\p{L}\p{M}]{2,63})(?![\p{L}\p{M}\p{N}])|localhost\b|\[(?:IPv6:)?[0-9a-f.:]{2,45}\]`;

/** The patterns in the order in which they are applied. */
const patterns: readonly SecretPattern[] = [
  {
    kind: 'private_key',
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,40}(?:PRIVATE KEY(?: BLOCK)?|CERTIFICATE(?: REQUEST)?|PKCS7|PGP MESSAGE)-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}-----|$)/g,
  },
  // DER of a key or a certificate without its envelope.
  { kind: 'private_key', pattern: /(?<![A-Za-z0-9+/])MI[IG][A-Za-z0-9+/]{60,}={0,2}/g },
  // Addresses that are the secret: everything after the host.
  {
    kind: 'webhook',
    pattern:
      /(?:hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)|webhook\.office\.com|outlook\.office(?:365)?\.com\/webhook|discord(?:app)?\.com\/api(?:\/v\d{1,2})?\/webhooks|\.logic\.azure\.com(?::\d{1,5})?\/workflows|\.powerplatform\.com(?::\d{1,5})?\/powerautomate|chat\.googleapis\.com\/v1\/spaces|api\.telegram\.org\/(?:file\/)?bot|hooks\.zapier\.com\/hooks|maker\.ifttt\.com\/trigger|open\.(?:feishu\.cn|larksuite\.com)\/open-apis\/bot|\/hooks\/(?=[a-z0-9]{26}(?![\w-])))[^\s"'<>]+/gi,
  },
  // Inside `a=b;c=d` a value runs to the semicolon.
  {
    kind: 'assigned_secret',
    pattern: new RegExp(
      String.raw`(?<=;[^;=\r\n]{0,40})(?:${secretName})\s*=\s*(?:${quotedValue}|[^\s;"'{][^;\r\n"]*)|(?:${secretName})\s*=\s*(?!["'{])[^\s;&"][^;&\r\n"]{0,500}(?=;\s?[\w ]{1,40}=)`,
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
      String.raw`\bauthorization\\*["']?\s*[:=](?![ \t]*(?!basic|bearer|digest|negotiate|ntlm|token|hoba|apikey|sharedkey)[a-z]+(?:[ \t]+[a-z]+)*[.!]?[ \t]*(?:$|["'\\]))\s*(?:${quotedValue}|[^\s"'{\\][^\r\n]*)`,
      'gim',
    ),
  },
  {
    kind: 'authorization',
    pattern: new RegExp(String.raw`\bcookie2?\\*["']?\s*:\s*(?:${quotedValue}|[^\s=;,"']{1,200}=[^\r\n]*)`, 'gi'),
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
      String.raw`(?:password|passwd|passphrase|passwort|kennwort|pwd|(?<![a-z])pass)[ \t]*${assigns}[ \t]*(?!["'{[])(?:${bareWord}|[^\s"',;&}<>]{1,2}(?=[ \t]+[\w.]+(?![\w.]|\s*=)))${passwordWords}`,
      'gi',
    ),
  },
  {
    kind: 'assigned_secret',
    pattern: new RegExp(
      String.raw`${named}\s*(?:${assigns}|:${notProse})\s*(?:${quotedValue}|${bareWord}${moreWords})`,
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
      String.raw`(?<![\w-])--?[a-z-]{0,40}?(?:password|passwd|passphrase|passwort|kennwort|pwd|secret|token|(?<!(?:${publicKey})-)key)[ \t]+(?:${quotedValue}|(?!-)[^\s"';]{3,})`,
      'gi',
    ),
  },
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
    pattern:
      /[?&#]key=[^\s&"'<>]{16,}|\bcode=(?=[^\s&"'<>\d]{0,200}\d)(?!(?:0x\w+|\d+|[A-Z][A-Za-z]*\d{1,6}|[A-Z\d]+_[A-Z\d_]+)(?![^\s&"'<>]))(?:[^\s&"'<>]{16,}|(?<=[?&#;]code=)[^\s&"'<>]{6,})|\benter the code [A-Z0-9]{6,12}\b/g,
  },
  { kind: 'authorization', pattern: /\bsharedkey(?:lite)?\s+[\w-]{1,80}:[A-Z0-9+/=]{8,}/gi },
  { kind: 'authorization', pattern: /\bbearer\s+[A-Z0-9._~+/=-]{8,}/gi },
  // "Basic" is an English word too: the text after it counts only if it looks like base64 and not like a word.
  {
    kind: 'authorization',
    pattern: /\b[Bb][Aa][Ss][Ii][Cc]\s+(?=[A-Za-z][a-z]*[A-Z0-9+/=]|[0-9+/])[A-Za-z0-9+/=]{8,}/g,
  },
  { kind: 'jwt', pattern: /(?<![\w-])(?=[\w-]*eyJ[\w-]{5})[\w-]+(?:\.[\w-]{5,}(?:\.[\w-]*){1,3}|\.(?:\.[\w-]+){3})/g },
  // Client secrets, codes and refresh tokens of Entra ID, keys of Azure, and the best known prefixes of other issuers.
  {
    kind: 'token',
    pattern:
      /[\w.-]{3}\dQ~[\w.~-]{31,}|(?<![\w.-])[01]\.A[\w-]{20,}[\w.-]*|(?<![\w.])M\.[CR]\d[\w!*$.-]{20,}|(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{86}==|CfDJ8[\w-]{20,}|gh[oprsu]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abeoprs]-[\w-]{10,}|xapp-\d-[\w-]{10,}|(?<![A-Z0-9])A(?:KIA|SIA|BIA|CCA)[A-Z0-9]{16}|AIza[\w-]{35}|ya29\.[\w-]{16,}|GOCSPX-[\w-]{16,}|(?<![\w/])1\/\/0[\w-]{20,}|(?<!\w)[rs]k_(?:live|test)_\w{12,}|whsec_\w{16,}|(?<!\w)npm_[A-Za-z0-9]{30,}|pypi-[\w-]{30,}|(?<!\w)SG\.[\w-]{16,}\.[\w-]{16,}|(?<![\w-])sk-(?:ant-|proj-)?[\w-]{24,}|(?<!\w)hvs\.[\w-]{20,}|dckr_pat_[\w-]{16,}|shp(?:at|ss|ca)_[a-f0-9]{20,}|dop_v1_[a-f0-9]{20,}|(?<!\w)dapi[a-f0-9]{32}|ATATT3[\w=-]{20,}|(?<!\d)\d{8,10}:AA[\w-]{32,}/g,
  },
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
 */
export const secretPatterns: readonly SecretPattern[] = patterns.map(({ kind, pattern }) => ({
  kind,
  pattern: new RegExp(`(?:${pattern.source})${nextValue}`, pattern.flags),
}));
