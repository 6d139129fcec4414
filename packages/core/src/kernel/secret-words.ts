// Sources of regular expressions, to be read without regard to case unless a list says otherwise.

/** Words for a password in other languages than English. A value follows them like any other. */
const foreignPasswords = [
  ...[
    'passwort',
    'kennwort',
    String.raw`contrase(?:ñ|n)a`,
    'clave de acceso',
    'mot[ _-]?de[ _-]?passe',
    String.raw`\bmdp`,
  ],
  ...[
    'senha',
    'palavra[ _-]?(?:passe|chave)',
    'wachtwoord',
    'adgangskode',
    'lösenord',
    'salasana',
    'hasło',
    'heslo',
    'jelszó',
  ],
  ...['parola', 'şifre', 'пароль', 'סיסמה', 'كلمة المرور', '密码', '密碼', '口令', 'パスワード', '비밀번호', '암호'],
].join('|');

/** Words for a password, English ones included. */
export const anyPassword = String.raw`pass[ _-]?(?:word|phrase|code)|passwd|pwd|${foreignPasswords}`;

/** Names of session cookies whose value is short or has no digit. Those that end in `session` are found by their value. */
const cookieNames = [
  String.raw`session_?id|phpsessid|estsauth\w{0,20}|\.aspx?auth|\.aspnet(?:core)?\.[\w.]{1,40}|connect\.sid|fedauth|\brtfa`,
  String.raw`wordpress_(?:logged_in|sec)_\w{1,64}|remember_(?:me|web|user)\w{0,64}|\bs?sess[a-f0-9]{32}`,
].join('|');

/** Words that end the name of a secret. What is before them (`client_`, `PG`, `Ocp-Apim-Subscription-`) does not matter. */
export const secretName = [
  String.raw`(?:${anyPassword}|secret|token|credential|signature|\bsig|\botp|hmac)(?:[_-]?(?:text|value|b64|base64))?\d{0,3}`,
  String.raw`(?:api|account|access|private|shared|signing|subscription|storage|encryption|master|instrumentation|functions?|sas|recovery|unlock)[_ -]?key\d?`,
  String.raw`(?:device|user|auth|authorization|verification|recovery|backup|one-?time|[mt2]fa|totp)[_ -]?code|\bx-auth|\btotp`,
  String.raw`(?<!by|com|tres|over|under|sur)pass(?=\\*["']\s*:|\\*["']?\]?\s*=)|temporary[_ ]?access[_ ]?pass`,
  String.raw`code_verifier|client_assertion|\bassertion|SAML(?:Response|Request|art)\b|\bwresult|login_ticket|client_?state|\bcreds|\bpsk|\bpw`,
  String.raw`(?<![a-z])_auth(?==)`,
  cookieNames,
].join('|');

/** Words that describe a secret and are not one, when nothing of a value follows: `reset-99x` is a password. */
export const states = [
  'null|undefined|none|true|false|required|optional|missing|empty|expired|expires|invalid|incorrect|wrong|unknown|changed|unchanged|reset|revoked|rotated|rejected|hidden|disabled|enabled|valid|ok',
  'added|created|deleted|removed|renewed|refreshed|verified|accepted|denied|stored|present|absent|found|sent|certificate|federated|rsa|dsa|ecdsa|ed25519',
  'erforderlich|fehlt|leer|abgelaufen|ungültig|falsch|unbekannt|geändert|unverändert|gesperrt|gültig',
  'obligatoire|manquant|expiré|incorrect|invalide|modifié|inconnu|obligatoria|caducada|incorrecta|inválida|cambiada|desconocida|expirada|verlopen|ongeldig|vereist',
  'истёк|истек|неверный|изменён|обязателен',
].join('|');

/** Parameters of an address whose value is a secret when it is long. */
export const secretParameters = 'key|jwt|auth|ticket|oobCode|otc|tempauth|sentry_key';

/** Addresses that are the secret: everything after them. */
export const secretAddresses = [
  String.raw`hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers|commands)`,
  String.raw`webhook\.office\.com`,
  String.raw`outlook\.office(?:365)?\.com\/webhook`,
  String.raw`discord(?:app)?\.com\/api(?:\/v\d{1,2})?\/webhooks`,
  String.raw`\.logic\.azure\.com(?::\d{1,5})?\/workflows`,
  String.raw`\.powerplatform\.com(?::\d{1,5})?\/powerautomate`,
  // A link to a file that opens it for each person who has it.
  String.raw`\.sharepoint\.com\/:[a-z]:\/[a-z]\/`,
  String.raw`chat\.googleapis\.com\/v1\/spaces`,
  String.raw`api\.telegram\.org\/(?:file\/)?bot`,
  String.raw`hooks\.zapier\.com\/hooks`,
  String.raw`maker\.ifttt\.com\/trigger`,
  String.raw`open\.(?:feishu\.cn|larksuite\.com)\/open-apis\/bot`,
  String.raw`events\.pagerduty\.com\/integration`,
  String.raw`\/hooks\/(?=[a-z0-9]{26}(?![\w-]))`,
  String.raw`\/(?:reset|reset-password|password-reset|invite|invitation|magic-link)\/(?=[\w-]{0,40}\d)(?=[\w-]{20})`,
].join('|');

/** What the secrets of known issuers look like. Case counts. */
export const issuedTokens = [
  // Microsoft: client secrets, codes and refresh tokens of Entra ID, keys of Azure, tokens of Azure DevOps, recovery passwords of BitLocker.
  String.raw`[\w.-]{3}\dQ~[\w.~-]{31,}`,
  String.raw`(?<![\w.-])[01]\.A[\w-]{20,}[\w.-]*`,
  String.raw`(?<![\w.])M\.[CR]\d[\w!*$.-]{20,}`,
  // A digest named as one is as long as a key of a storage account.
  '(?<!sha512-|[A-Za-z0-9+/])[A-Za-z0-9+/]{86}==',
  String.raw`(?<![A-Za-z0-9])[A-Za-z0-9]{32,76}(?:AZDO|AzSe|AzCa|AZEG|JQQJ9)[A-Za-z0-9]{4,40}=?`,
  String.raw`(?<![\w-])[\w-]{44}AzFu[\w-]{6}={0,2}`,
  String.raw`(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{32,76}\+A(?:Sb|Eh|Rm|Io|CR|Ba|MC|St)[A-Za-z0-9+/]{5,6}={0,2}`,
  '(?<![A-Za-z0-9])(?=[a-z]{0,51}[2-7])[a-z2-7]{52}(?![A-Za-z0-9])',
  String.raw`CfDJ8[\w-]{20,}`,
  String.raw`(?<![\d-])\d{6}(?:-\d{6}){7}(?![\d-])`,
  // Places of code and of packages.
  'gh[oprsu]_[A-Za-z0-9]{20,}',
  String.raw`github_pat_\w{20,}`,
  String.raw`gl(?:pat|ptt|dt|rt|cbt|soat)-[\w-]{16,}`,
  String.raw`(?<!\w)npm_[A-Za-z0-9]{30,}`,
  String.raw`pypi-[\w-]{30,}`,
  String.raw`(?<!\w)rubygems_[a-f0-9]{40,}`,
  '(?<![A-Za-z0-9])oy2[a-z0-9]{43}(?![A-Za-z0-9])',
  String.raw`dckr_(?:pat|oat)_[\w-]{16,}`,
  String.raw`ATATT3[\w=-]{20,}`,
  String.raw`(?<!\w)AT(?:CTT3|BB)[\w=-]{20,}`,
  // Chats.
  String.raw`xox[a-eoprs]-[\w-]{10,}`,
  String.raw`xapp-\d-[\w-]{10,}`,
  String.raw`(?<!\d)\d{8,10}:AA[\w-]{32,}`,
  // Amazon and Google.
  '(?<![A-Z0-9])A(?:KIA|SIA|BIA|CCA)[A-Z0-9]{16}',
  String.raw`AIza[\w-]{35}`,
  String.raw`ya29\.[\w-]{16,}`,
  String.raw`GOCSPX-[\w-]{16,}`,
  String.raw`(?<![\w/])1\/\/0[\w-]{20,}`,
  // Payments, mail and telephones.
  String.raw`(?<!\w)[rs]k_(?:live|test)_\w{12,}`,
  String.raw`whsec_\w{16,}`,
  String.raw`(?<!\w)sq0csp-[\w-]{20,}`,
  String.raw`(?<!\w)SG\.[\w-]{16,}\.[\w-]{16,}`,
  String.raw`(?<![\w-])key-[a-f0-9]{32}(?!\w)`,
  String.raw`(?<!\w)SK[a-f0-9]{32}(?!\w)`,
  String.raw`shp(?:at|ss|ca)_[a-f0-9]{20,}`,
  // Models.
  String.raw`(?<![\w-])sk-(?:ant-|proj-)?[\w-]{24,}`,
  '(?<![A-Za-z0-9])(?:hf|gsk|r8)_[A-Za-z0-9]{30,}',
  String.raw`(?<![\w-])(?:xai|pplx)-[A-Za-z0-9]{30,}`,
  // Clouds, vaults and services.
  String.raw`(?<!\w)hv[sb]\.[\w-]{20,}`,
  String.raw`dop_v1_[a-f0-9]{20,}`,
  String.raw`(?<!\w)dapi[a-f0-9]{32}`,
  String.raw`(?<!\w)tskey-[a-z]{2,10}-\w{8,}[\w-]*`,
  String.raw`(?<!\w)ops_eyJ[\w-]{20,}`,
  'AGE-SECRET-KEY-1[A-Z0-9]{40,}',
  String.raw`(?<!\w)(?:figd|lin_api|ntn|sntrys|glc|glsa|tfp|sbp|sb_secret|vercel_blob_rw)_\w{20,}`,
  String.raw`(?<!\w)(?:pul-[a-f0-9]{40}|PMAK-[a-f0-9]{24}-[a-f0-9]{34}|NRAK-[A-Z0-9]{27})`,
].join('|');
