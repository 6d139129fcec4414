import { invariant } from '../kernel/invariant.ts';
import { isKeyWord } from '../kernel/dotted-name.ts';
import type { MetadataField } from './metadata.ts';
import { isPlainObject } from './plain-object.ts';
import type { MetadataFields, MetadataReader } from './read-metadata.ts';
import { valueReader, type TokenReader, type ValueReader } from './read-value.ts';

/** What the text of a reader refers to, besides the members of its argument. */
type Factory = (isPlainObject: (given: unknown) => boolean, readers: readonly ValueReader[]) => MetadataReader;

/**
 * The reader of a declaration as code that was made for it; null where the platform makes no code from text. It answers what the interpreted one does, several times
 * as fast.
 *
 * The text consists of this file and of keys that are checked here once more: lower-case words and nothing else. Values of closed lists are not part of it.
 */
export function compiledReader(fields: MetadataFields, readSafeToken: TokenReader): MetadataReader | null {
  const readers = Object.values(fields).map((field) => valueReader(field, readSafeToken));
  const make = factoryOf(textOf(Object.entries(fields)));
  return make && make(isPlainObject, readers);
}

/** Null where the platform forbids it: under a content security policy, in a worker at the edge, with `--disallow-code-generation-from-strings`. */
function factoryOf(text: string): Factory | null {
  try {
    // oxlint-disable-next-line typescript/no-implied-eval -- the text holds checked words only
    return new Function('isPlainObject', 'readers', text) as Factory;
  } catch {
    return null;
  }
}

function textOf(fields: readonly (readonly [key: string, field: MetadataField])[]): string {
  for (const [key] of fields)
    invariant(isKeyWord(key) && key !== 'constructor', 'A key of metadata is a checked word.');
  const names = fields.map((_, index) => `kept${String(index)}`);
  const isWhole = names.map((name) => `${name} !== undefined`).join(' && ') || 'true';
  const whole = fields.map(([key], index) => `"${key}": kept${String(index)}`).join(', ');
  return `'use strict';
${fields.map((_, index) => `const read${String(index)} = readers[${String(index)}];`).join('\n')}
return function readMetadata(given) {
  if (given === undefined || given === null) return {};
  try {
    if (!isPlainObject(given)) return null;
    ${names.length > 0 ? `let ${names.join(', ')};` : ''}
    for (const key of Object.keys(given)) {
      switch (key) {
${fields.map(([key, field], index) => caseOf(key, field, String(index))).join('\n')}
        default: return null;
      }
    }
    if (${isWhole}) return { ${whole} };
    const some = [];
${fields.map(([key], index) => `    if (kept${String(index)} !== undefined) some.push(["${key}", kept${String(index)}]);`).join('\n')}
    return Object.fromEntries(some);
  } catch {
    return null;
  }
};`;
}

/** The judgement of one key. Flags and integers are judged in place, because a call would take longer than they do. */
function caseOf(key: string, { kind }: MetadataField, index: string): string {
  const judge =
    kind === 'flag'
      ? `if (typeof value !== 'boolean') return null;
            kept${index} = value;`
      : kind === 'integer'
        ? `if (!Number.isSafeInteger(value)) return null;
            kept${index} = value + 0;`
        : `if ((kept${index} = read${index}(value)) === null) return null;`;
  return `        case "${key}": {
          const value = given.${key};
          if (value !== undefined && value !== null) {
            ${judge}
          }
          break;
        }`;
}
