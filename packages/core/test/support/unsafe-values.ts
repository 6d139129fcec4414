import * as fc from 'fast-check';

/** A value that no event may carry, made anew for each reader: a getter that changes its answer has a state. */
export interface UnsafeValue {
  readonly kind: string;
  make(): unknown;
}

const of = (kind: string, texts: fc.Arbitrary<string>): fc.Arbitrary<UnsafeValue> =>
  texts.map((text) => ({ kind, make: () => text }));

const word = fc.stringMatching(/^[a-z]{2,10}$/);
const host = fc.constantFrom('example.com', 'contoso.onmicrosoft.com', 'müller.example', 'xn--mller-kva.example');

const addresses = fc
  .tuple(word, fc.constantFrom('.', '_', '+', ''), word, fc.constantFrom('@', ' @ ', '＠', '﹫', '%40', '@@'), host)
  .map(([first, between, last, at, domain]) => `${first}${between}${last}${at}${domain}`);

const principalNames = fc
  .tuple(word, word, word)
  .map(([first, last, tenant]) => `${first}_${last}.example#EXT#@${tenant}.onmicrosoft.com`);

/** Names of people in scripts of the world, the Latin ones with what ASCII does not have, or with a space. */
export const namesByScript = {
  Latin: ['Zoë', 'Bo Berg', 'Łukasz', 'Nguyễn'],
  Greek: ['Ελένη', 'Γιώργος'],
  Cyrillic: ['Анна', 'Сергей Иванов'],
  Arabic: ['محمد', 'ليلى'],
  Hebrew: ['שרה', 'דוד כהן'],
  Devanagari: ['प्रिया', 'अमित'],
  Bengali: ['অনিতা'],
  Tamil: ['கவிதா'],
  Thai: ['สมชาย'],
  Han: ['王伟', '佐藤'],
  Katakana: ['タナカ'],
  Hangul: ['김철수'],
  Georgian: ['ნინო'],
  Armenian: ['Արամ'],
} as const;
const names = fc.constantFrom(...Object.values(namesByScript).flat());

const webAddresses = fc
  .tuple(
    fc.constantFrom('https://', 'http://', '//', 'ftp://', 'HTTPS://', 'ldap://', 'a+b://'),
    fc.constantFrom('example.com', 'contoso.sharepoint.com', '10.0.0.1:8080', 'bo:secret@example.com'),
    fc.constantFrom('', '/', '/sites/hr', '/users?user=bo', '/a%20b', '/#/me', '/sites//x'),
  )
  .map((parts) => parts.join(''));

/** Texts that look like a token and are none. */
const lookalikes = word.chain((text) =>
  fc.constantFrom(
    `${text}\u200b${text}`,
    `${text}\u00a0${text}`,
    `\u202e${text}`,
    text.replace(/./, 'а'), // Cyrillic
    text.replace(/./, 'ｅ'), // full width
    `${text}\u0301`,
    `${text}\u0000`,
    `${text}\n${text}`,
    `${text}\ud800`,
    `${text}‐${text}`, // a hyphen that is not the one of ASCII
    `${text}∕${text}`, // a slash that is not the one of ASCII
    `${text}；`,
    'İ',
    'ſ',
  ),
);

const freeText = fc.tuple(word, word, word).map((words) => words.join(' '));
const longTexts = fc.integer({ min: 121, max: 400 }).map((length) => 'x'.repeat(length));
const credentials = fc.tuple(fc.constantFrom('ghp_', 'xoxb-', 'glpat-'), fc.stringMatching(/^[A-Za-z0-9]{36}$/));
const jsonWebTokens = fc
  .tuple(fc.stringMatching(/^[A-Za-z0-9_-]{20,30}$/), fc.stringMatching(/^[A-Za-z0-9_-]{20,40}$/))
  .map(([payload, signature]) => `eyJhbGciOiJIUzI1NiJ9.eyJ${payload}.${signature}`);

const made = (kind: string, make: () => unknown): fc.Arbitrary<UnsafeValue> => fc.constant({ kind, make });

/** A member that is safe when it is looked at first, and an e-mail address from then on. */
function changing(): unknown {
  let reads = 0;
  return {
    toString: () => ((reads += 1) === 1 ? 'autumn' : 'bo@example.com'),
  };
}

const objects = fc.oneof(
  fc.object({ maxDepth: 2 }).map((value): UnsafeValue => ({ kind: 'nested object', make: () => value })),
  fc.array(fc.string()).map((value): UnsafeValue => ({ kind: 'list', make: () => value })),
  made('text that changes', changing),
  made('own __proto__', () => JSON.parse('{"__proto__":{"email":"bo@example.com"}}')),
  made('boxed text', () => new String('autumn')),
  made('date', () => new Date(0)),
  made('function', () => () => 'autumn'),
  made('symbol', () => Symbol('autumn')),
  made('bigint', () => 7n),
  made('proxy', () => new Proxy({}, { get: () => 'autumn', has: () => true })),
  made('proxy of a function', () => new Proxy(() => 'autumn', {})),
  made('proxy that throws', () => {
    const fail = () => {
      throw new Error('bo@example.com');
    };
    return new Proxy({}, { get: fail, ownKeys: fail, getPrototypeOf: fail, getOwnPropertyDescriptor: fail });
  }),
  made('revoked proxy', () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  }),
);

/** Numbers that no field takes. */
const numbers = fc
  .oneof(
    fc.double({ noInteger: true }),
    fc.constantFrom(Number.NaN, Infinity, -Infinity, 2 ** 53, -(2 ** 53), 1e21, Number.MIN_VALUE),
  )
  .map((value): UnsafeValue => ({ kind: 'float', make: () => value }));

/** Values that neither a key of the metadata nor a subject takes. */
export const unsafeValues: fc.Arbitrary<UnsafeValue> = fc.oneof(
  of('e-mail address', addresses),
  of('user principal name', principalNames),
  of('name', names),
  of('web address', webAddresses),
  of('lookalike', lookalikes),
  of('free text', freeText),
  of('long text', longTexts),
  of(
    'credential',
    credentials.map((parts) => parts.join('')),
  ),
  of('credential', jsonWebTokens),
  objects,
  numbers,
);
