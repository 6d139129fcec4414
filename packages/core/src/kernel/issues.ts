import type { InputIssue } from './errors.ts';
import { defineMessages, type Sentence } from './sentence.ts';

const say = defineMessages({
  'input.required': { en: 'Give a value.', de: 'Geben Sie einen Wert an.' },
  'input.type.text': { en: 'Give text.', de: 'Geben Sie Text an.' },
  'input.type.number': { en: 'Give a number.', de: 'Geben Sie eine Zahl an.' },
  'input.type.integer': { en: 'Give a whole number.', de: 'Geben Sie eine ganze Zahl an.' },
  'input.type.boolean': { en: 'Give true or false.', de: 'Geben Sie true oder false an.' },
  'input.type.object': { en: 'Give an object.', de: 'Geben Sie ein Objekt an.' },
  'input.type.list': { en: 'Give a list.', de: 'Geben Sie eine Liste an.' },
  'input.type.other': { en: 'Give a value of the type {expected}.', de: 'Geben Sie einen Wert vom Typ {expected} an.' },
  'input.unknown_key': {
    en: 'Remove it, or check its spelling.',
    de: 'Entfernen Sie es, oder prüfen Sie die Schreibweise.',
  },
  'input.one_of': { en: 'Use one of: {values}.', de: 'Erlaubt sind: {values}.' },
  'input.none_defined': {
    en: 'There is nothing to choose from: none is defined.',
    de: 'Es gibt keine Auswahl: Es ist nichts angelegt.',
  },
  'input.at_least': { en: 'Use at least {limit}.', de: 'Mindestens {limit}.' },
  'input.at_most': { en: 'Use at most {limit}.', de: 'Höchstens {limit}.' },
  'input.text_length': {
    en: 'Use {min} to {max} characters, not counting white space at the ends.',
    de: 'Verwenden Sie {min} bis {max} Zeichen, Leerraum an den Enden nicht mitgezählt.',
  },
  'input.text_storable': {
    en: 'Remove NUL characters and broken surrogate pairs.',
    de: 'Entfernen Sie NUL-Zeichen und unvollständige Surrogate.',
  },
  'input.text_plain': {
    en: 'Remove control characters and characters that change the direction of text.',
    de: 'Entfernen Sie Steuerzeichen und Zeichen, die die Schreibrichtung ändern.',
  },
  'input.text_visible': {
    en: 'Use at least one character that can be seen.',
    de: 'Verwenden Sie mindestens ein sichtbares Zeichen.',
  },
  'input.name_one_line': { en: 'Put it on one line.', de: 'Schreiben Sie es in eine Zeile.' },
  'input.id': {
    en: 'Use 1 to 120 characters of A-Z a-z 0-9 . _ : + / -, for instance "w-1".',
    de: 'Verwenden Sie 1 bis 120 Zeichen aus A-Z a-z 0-9 . _ : + / -, zum Beispiel "w-1".',
  },
  'input.foreign_id': {
    en: 'Use 1 to 255 printable ASCII characters without spaces, quotes, backslash, comma or @, for instance "auth0|507f1f77".',
    de: 'Verwenden Sie 1 bis 255 druckbare ASCII-Zeichen ohne Leerzeichen, Anführungszeichen, Backslash, Komma oder @, zum Beispiel "auth0|507f1f77".',
  },
  'input.external_tenant_id': {
    en: 'Use only the GUID of the tenant, with dashes, or one of its domain names, for instance "contoso.onmicrosoft.com".',
    de: 'Verwenden Sie nur die GUID des Mandanten, mit Bindestrichen, oder einen seiner Domänennamen, zum Beispiel "contoso.onmicrosoft.com".',
  },
  'input.instant': {
    en: 'Use an RFC 3339 instant such as 2026-12-01T00:00:00Z.',
    de: 'Verwenden Sie einen RFC-3339-Zeitpunkt wie 2026-12-01T00:00:00Z.',
  },
  'input.future': { en: 'Choose an instant in the future.', de: 'Wählen Sie einen Zeitpunkt in der Zukunft.' },
  'input.cursor': {
    en: 'Start again without a cursor: this one belongs to another list or other filters.',
    de: 'Beginnen Sie ohne Cursor neu: dieser gehört zu einer anderen Liste oder anderen Filtern.',
  },
  'input.format': { en: 'Correct the format.', de: 'Berichtigen Sie das Format.' },
  'input.json': {
    en: 'Send plain JSON: objects, arrays, text, finite numbers, true, false and null, at most {depth} levels deep.',
    de: 'Senden Sie reines JSON: Objekte, Listen, Text, endliche Zahlen, true, false und null, höchstens {depth} Ebenen tief.',
  },
});

/** Makes the sentences about wrong input. */
export const sayInput = say;

/** The messages about wrong input. */
export const inputMessages = say.messages;

/** Makes an issue; `fix` is a sentence of this module's table. */
export function issue(path: string, rule: string, fix: Sentence): InputIssue {
  return { path, rule, fix };
}

/** Issues that several capabilities report in the same words. */
export const issues = {
  required: (path: string) => issue(path, 'required', say('input.required')),
  oneOf: (path: string, values: readonly string[]) =>
    issue(
      path,
      'one_of',
      values.length === 0 ? say('input.none_defined') : say('input.one_of', { values: values.join(', ') }),
    ),
  future: (path: string) => issue(path, 'future', say('input.future')),
  cursor: (path = 'cursor') => issue(path, 'cursor', say('input.cursor')),
  id: (path: string) => issue(path, 'id', say('input.id')),
  json: (path: string, depth: number) => issue(path, 'json', say('input.json', { depth })),
  textLength: (path: string, min: number, max: number) =>
    issue(path, 'text_length', say('input.text_length', { min, max })),
} as const;
