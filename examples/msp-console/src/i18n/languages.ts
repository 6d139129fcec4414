import { englishWords } from './catalog-words.ts';

/** A language of the console. */
export interface Language {
  /** BCP 47. */
  readonly code: string;
  /** In the language itself. */
  readonly name: string;
  /** Wording by message id; loaded when the language is used. */
  readonly load: () => Promise<{ readonly [id: string]: string }>;
}

/** Another language is an entry here and its wording. */
export const languages: readonly [Language, ...Language[]] = [
  { code: 'en', name: 'English', load: async () => englishWords }, // every sentence brings its English along
  { code: 'de', name: 'Deutsch', load: async () => (await import('./german.ts')).german },
];

/** The language that was chosen, else the first that the browser asks for, else English. */
export function languageOf(chosen: string | null, asked: readonly string[] = navigator.languages): Language {
  const wanted = chosen === null ? asked : [chosen];
  for (const tag of wanted) {
    const found = languages.find(({ code }) => code === tag.split('-', 1)[0]);
    if (found) return found;
  }
  return languages[0];
}

const fromRight = new Set(['ar', 'fa', 'he', 'ur', 'yi']);

/** In which direction a language is written. */
export function directionOf(code: string): 'ltr' | 'rtl' {
  return fromRight.has(code.split('-', 1)[0] ?? '') ? 'rtl' : 'ltr';
}
