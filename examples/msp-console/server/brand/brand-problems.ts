import { en as answers, messagePlaceholders } from '@tenantatlas/core/messages';
import { transportMessages } from '@tenantatlas/http/contract';
import { en as components, messagesThatSay, wordingProblems } from '@tenantatlas/react-hooks/messages';
import type { Brand, BrandWords } from '../../brands/brand.ts';
import { englishWords } from '../../src/i18n/catalog-words.ts';
import { german } from '../../src/i18n/german.ts';
import { languages } from '../../src/i18n/languages.ts';
import { messages } from '../../src/i18n/messages.ts';

/** What is wrong with a brand apart from its theme and its files, one sentence each: the field, the rule and the fix. */
export function brandProblems(brand: Brand): readonly string[] {
  const { name, shortName, hosts, links, support, words, themeColor } = brand;
  return [
    ...Object.entries({ name, shortName }).flatMap(([field, value]) =>
      typeof value === 'string' && value.trim() !== '' ? [] : [`"${field}" is a text that is not empty.`],
    ),
    ...hosts
      .filter((host) => !/^[a-z\d-]+(\.[a-z\d-]+)*$/.test(host))
      .map(
        (host) =>
          `"hosts" holds "${host}". Write host names in lower case and without a port, such as console.example.com.`,
      ),
    ...Object.entries(links)
      .filter(([, link]) => link !== null && !/^(https:\/\/[^\s]+|\/(?!\/)[^\s]*)$/.test(link))
      .map(
        ([id, link]) => `"links.${id}" is "${String(link)}". It is an https address or a path of this site, or null.`,
      ),
    ...(/^[^\s@]+@[^\s@]+$/.test(support.email) ? [] : ['"support.email" is an e-mail address.']),
    ...(support.phone === null || /^\+[\d ]{6,20}$/.test(support.phone)
      ? []
      : ['"support.phone" is a number as it is dialled from anywhere, such as "+49 30 5550123", or null.']),
    ...(['light', 'dark'] as const)
      .filter((scheme) => !/^#[\da-f]{6}$/i.test(themeColor[scheme]))
      .map((scheme) => `"themeColor.${scheme}" is a colour such as #0f6e63.`),
    ...Object.entries(words).flatMap(([code, own]) => wordProblems(code, own)),
    ...Object.entries(brand.unsaid ?? {}).flatMap(([code, unsaid]) => unsaidProblems(code, unsaid, words)),
  ];
}

/** Everything that can be read in a language, without the brand's own words. */
function textsIn(code: string): { readonly [id: string]: string } {
  if (code === 'de') return german;
  const own = Object.entries({ ...transportMessages, ...messages }).map(([id, { en }]) => [id, en] as const);
  return { ...answers, ...components, ...englishWords, ...Object.fromEntries(own) };
}

/** Which messages still say a word that the brand does not use. */
function unsaidProblems(code: string, unsaid: readonly string[], words: Brand['words']): readonly string[] {
  if (!languages.some((language) => language.code === code))
    return [`"unsaid.${code}" is not a language of this console.`];
  const own = (words as { readonly [code: string]: { readonly [id: string]: string } })[code] ?? {};
  return unsaid.flatMap((word) => {
    const ids = messagesThatSay({ ...textsIn(code), ...own }, word);
    return ids.length === 0
      ? []
      : [
          `"unsaid.${code}" has "${word}", which these messages say: ${ids.join(', ')}. Give them a text in "words.${code}".`,
        ];
  });
}

function wordProblems(code: string, words: BrandWords): readonly string[] {
  const own = words as { readonly [id: string]: string };
  const known = languages.map((language) => language.code);
  if (!known.includes(code))
    return [`"words.${code}" is not a language of this console. Use one of ${known.join(', ')}.`];
  const isOurs = (id: string): boolean => Object.hasOwn(messages, id);
  const isOfSdk = (id: string): boolean =>
    Object.hasOwn(components, id) ||
    Object.hasOwn(answers, id) ||
    /^(capability|catalog|surface|reason|lifecycle)\./.test(id);
  const ofSdk = Object.fromEntries(Object.entries(own).filter(([id]) => !isOurs(id) && isOfSdk(id)));
  return [
    ...Object.keys(own)
      .filter((id) => !isOurs(id) && !isOfSdk(id))
      .map(
        (id) =>
          `"words.${code}" has "${id}", which is no message. Its ids are in src/i18n/messages.ts and in UiMessageId.`,
      ),
    ...Object.entries(own).flatMap(([id, text]) => (isOurs(id) ? placeholderProblems(code, id, text) : [])),
    ...wordingProblems(ofSdk).map((problem) => `"words.${code}": ${JSON.stringify(problem)}.`),
  ];
}

function placeholderProblems(code: string, id: string, text: string): readonly string[] {
  const known = messagePlaceholders(messages[id as keyof typeof messages].en);
  try {
    const foreign = messagePlaceholders(text).filter((name) => !known.includes(name));
    if (foreign.length === 0) return [];
    const fix = known.length > 0 ? `Use ${known.join(', ')}.` : 'It has no placeholder.';
    return [`"words.${code}" has {${foreign.join('}, {')}} in "${id}", which the message does not fill. ${fix}`];
  } catch {
    return [`"words.${code}" has a text for "${id}" that cannot be read. Close every brace: ${text}`];
  }
}
