import { isRecord, optional, type PropRule } from '../../provider/check-props.ts';

/** True or false; may be left out. */
export const flag: PropRule = /* @__PURE__ */ optional({
  isRight: (value) => typeof value === 'boolean',
  rule: 'is true or false.',
});

/** True or false, which the page decides. */
export const needed: PropRule = { isRight: (value) => typeof value === 'boolean', rule: 'is true or false.' };

/** A class name; may be left out. */
export const className: PropRule = /* @__PURE__ */ optional(
  { isRight: (value) => typeof value === 'string', rule: 'is a text.' },
  'for none',
);

/** A text that is not empty, such as an id. */
export const someText: PropRule = {
  isRight: (value) => typeof value === 'string' && value.trim() !== '',
  rule: 'is a text that is not empty.',
};

/** An object of an answer; `source` says where it comes from. */
export function answer(source: string): PropRule {
  return { isRight: isRecord, rule: `is ${source}.` };
}

/** A list. */
export const list: PropRule = { isRight: Array.isArray, rule: 'is a list.' };

/** A list of different texts that are not empty; may be left out. */
export function texts(example: string): PropRule {
  return optional(
    {
      isRight: (value) => Array.isArray(value) && value.every(someText.isRight) && new Set(value).size === value.length,
      rule: `is a list of different texts, such as ${example}.`,
    },
    'for all',
  );
}

/** One of these texts; `orElse` says what else it may be, such as null. */
export function oneOf(values: readonly string[], orElse?: string): PropRule {
  return {
    isRight: (value) =>
      (orElse !== undefined && value === null) || (typeof value === 'string' && values.includes(value)),
    rule: `is one of ${values.map((value) => `'${value}'`).join(', ')}${orElse === undefined ? '' : `, or ${orElse}`}.`,
  };
}

/** A whole number from 1 to `max`; may be left out. */
export function count(max: number): PropRule {
  return optional({
    isRight: (value) => Number.isInteger(value) && (value as number) >= 1 && (value as number) <= max,
    rule: `is a whole number from 1 to ${max}.`,
  });
}

/** Components by the names of slots; may be left out, each and all. */
export function slots(...names: readonly string[]): PropRule {
  const isComponent = (value: unknown): boolean =>
    typeof value === 'function' || isRecord(value) || value === undefined;
  return optional(
    {
      isRight: (value) =>
        isRecord(value) && Object.entries(value).every(([name, slot]) => names.includes(name) && isComponent(slot)),
      rule: `is an object of components by slot: ${names.join(', ')}.`,
    },
    'for the parts of the SDK',
  );
}
