import { deepFreeze } from '../kernel/json.ts';
import type { Sentence } from '../kernel/sentence.ts';
import { sayGlossary as say } from './glossary-messages.ts';

/** The canonical terms of help. */
export const glossaryTerms = [
  'tenant',
  'workspace',
  'provider connection',
  'verification',
  'support diagnostics',
  'evidence',
] as const;

/** See {@link glossaryTerms}. */
export type GlossaryTerm = (typeof glossaryTerms)[number];

/** A term with its meaning. */
export interface GlossaryEntry {
  readonly term: GlossaryTerm;
  /** The term as people read it. */
  readonly name: Sentence;
  /** What it means, in one sentence. */
  readonly definition: Sentence;
  /** Other words for it, in English and German. */
  readonly synonyms: readonly string[];
}

const synonyms: { readonly [term in GlossaryTerm]: readonly string[] } = {
  tenant: ['managed tenant', 'Entra tenant', 'directory', 'Mandant'],
  workspace: ['customer organisation', 'customer organization', 'Arbeitsbereich'],
  'provider connection': ['connection', 'provider link', 'tenant connection', 'Verbindung zum Anbieter', 'Verbindung'],
  verification: ['verification run', 'connection check', 'Prüfung', 'Verbindungsprüfung'],
  'support diagnostics': ['diagnostics', 'diagnostic bundle', 'support bundle', 'Support-Diagnose', 'Diagnose'],
  evidence: ['proof', 'diagnostic signal', 'Beleg', 'Belege', 'Nachweis'],
};

/** Every canonical term with its meaning, in the order of {@link glossaryTerms}. */
export const glossary: readonly GlossaryEntry[] = deepFreeze(
  glossaryTerms.map((term) => {
    const id = term.replace(' ', '_') as GlossaryId;
    return {
      term,
      name: say(`glossary.${id}.name`),
      definition: say(`glossary.${id}.definition`),
      synonyms: synonyms[term],
    };
  }),
);

type GlossaryId = 'tenant' | 'workspace' | 'provider_connection' | 'verification' | 'support_diagnostics' | 'evidence';

const byFolded: ReadonlyMap<string, GlossaryEntry> = new Map(
  glossary.flatMap((entry) =>
    [entry.term, entry.name.text, ...entry.synonyms].map((word) => [folded(word), entry] as const),
  ),
);

/**
 * The canonical term for a term or one of its synonyms; null for any other text. Case, accents, the Unicode form, invisible characters, and whether words are joined by
 * spaces, hyphens or underscores do not matter.
 *
 * @example
 * canonicalName('Provider-Connection'); // 'provider connection'
 */
export function canonicalName(word: string): GlossaryTerm | null {
  return glossaryEntry(word)?.term ?? null;
}

/** The entry behind {@link canonicalName}. */
export function glossaryEntry(word: string): GlossaryEntry | null {
  // A longer text is not a term. It is not folded, because folding costs time by its length.
  if (typeof word !== 'string' || word.length > longestWord) return null;
  return byFolded.get(folded(word)) ?? null;
}

const longestWord = 200;

function folded(word: string): string {
  return word
    .normalize('NFKD')
    .replace(/[\p{M}\p{Default_Ignorable_Code_Point}]/gu, '')
    .toUpperCase()
    .toLowerCase()
    .replace(/[\s\p{Pd}_]+/gu, ' ')
    .trim();
}
