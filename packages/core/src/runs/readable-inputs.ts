import * as z from 'zod';
import { countAnswer, described } from '../kernel/answers.ts';
import type { InputIssue } from '../kernel/errors.ts';
import { issue, sayInput } from '../kernel/issues.ts';
import type { JsonValue } from '../kernel/json.ts';
import { cleanLine, isPlainText } from '../kernel/text.ts';
import type { OperationRun } from '../ports/run-store.ts';
import type { OperationDefinition } from './definition.ts';

/** A value of an input that is shown. */
export type RunInputValue = string | number | boolean;

/** One input of a run, as far as the definition of its operation declares it readable. */
export interface RunInputView {
  readonly name: string;
  /** What people call it. */
  readonly label: string;
  /** One value, or the first of a list. Texts are on one line and at most 200 characters long. */
  readonly values: readonly RunInputValue[];
  /** How many further values the list has. */
  readonly more: number;
}

/** A {@link RunInputView}. */
export const runInputAnswer = described<RunInputView>()('RunInput', () =>
  z.strictObject({
    name: z.string(),
    label: z.string(),
    values: z.array(z.union([z.string(), z.number(), z.boolean()])),
    more: countAnswer(),
  }),
);

/** How many values of a list are shown. */
const shownValues = 20;
const longestText = 200;

/**
 * The inputs that the definition declares readable, in the order of the declaration. Guarantees that nothing else of the inputs is answered: neither an undeclared
 * member, nor anything inside an object, nor any input of a type that the catalog does not have.
 */
export function readableInputs(
  { inputs }: Pick<OperationRun, 'inputs'>,
  definition: Pick<OperationDefinition, 'readable'> | undefined,
): readonly RunInputView[] {
  return labelsOf(definition).flatMap(([name, label]) => {
    const values = shown(memberOf(inputs, name));
    if (values.length === 0) return [];
    return [
      {
        name,
        label,
        values: values.slice(0, shownValues).map(onOneLine),
        more: Math.max(0, values.length - shownValues),
      },
    ];
  });
}

/** The labels of a definition by the names of its inputs. The type of the catalog has no names, because every operation has other ones. */
function labelsOf(
  definition: Pick<OperationDefinition, 'readable'> | undefined,
): readonly (readonly [name: string, label: string])[] {
  return Object.entries<string>(definition?.readable ?? {});
}

function memberOf(inputs: JsonValue, name: string): JsonValue | undefined {
  if (typeof inputs !== 'object' || inputs === null || !Object.hasOwn(inputs, name)) return undefined;
  return (inputs as { readonly [name: string]: JsonValue })[name];
}

function shown(value: JsonValue | undefined): readonly RunInputValue[] {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).filter(isShown);
  return value !== undefined && isShown(value) ? [value] : [];
}

function isShown(value: JsonValue): value is RunInputValue {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function onOneLine(value: RunInputValue): RunInputValue {
  return typeof value === 'string' ? cleanLine(value, longestText) : value;
}

/**
 * Texts of readable inputs that would be shown as other text than was sent. They are refused like any text that is shown; what is not readable is data for the
 * handler, which its schema judges.
 */
export function deceptiveInputs(inputs: JsonValue, { readable }: OperationDefinition): readonly InputIssue[] {
  const isDeceptive = (value: unknown): boolean => typeof value === 'string' && !isPlainText(value);
  return Object.keys(readable ?? {}).flatMap((name) => {
    const member = memberOf(inputs, name);
    const paths = Array.isArray(member)
      ? (member as readonly JsonValue[]).flatMap((value, index) => (isDeceptive(value) ? [`.${String(index)}`] : []))
      : isDeceptive(member)
        ? ['']
        : [];
    return paths.map((path) => issue(`inputs.${name}${path}`, 'text_plain', sayInput('input.text_plain')));
  });
}
