import { InvariantError } from '@tenantatlas/core/browser';

/** What a value of a prop is, and the sentence for one that is not: it follows the name of the prop. */
export interface PropRule {
  readonly isRight: (value: unknown) => boolean;
  readonly rule: string;
}

type Rules = { readonly [name: string]: PropRule };

/**
 * Answers the rules of a component: one for each of its props. It is a function, so that a bundle without the component leaves its rules out.
 */
export type PropRules<Props> = () => { readonly [Name in keyof Props]-?: PropRule };

/**
 * Throws an invariant that names the component, the prop, the rule and the fix: for a value that breaks its rule, and for a prop that the component does not
 * have, because a misspelt one would silently leave its default in place. An optional prop that is undefined counts as left out.
 */
export function checkProps(component: string, props: object, rulesOf: () => Rules): void {
  const rules = rulesOf();
  for (const name of Object.keys(props))
    demand(Object.hasOwn(rules, name), component, name, `is not a prop. Use one of ${Object.keys(rules).join(', ')}.`);
  for (const [name, { isRight, rule }] of Object.entries(rules))
    demand(isRight((props as { readonly [name: string]: unknown })[name]), component, name, rule);
}

/** One check of {@link checkProps}, for what no rule can say. */
export function demand(isRight: boolean, component: string, prop: string, rule: string): void {
  if (!isRight) throw new InvariantError(`${component}: "${prop}" ${rule}`);
}

/** The same rule for a prop that may be left out. */
export function optional({ isRight, rule }: PropRule, instead = 'for the default'): PropRule {
  return {
    isRight: (value) => value === undefined || isRight(value),
    rule: `${rule} Leave it out ${instead}.`,
  };
}

/** Any value. */
export const anything: PropRule = { isRight: () => true, rule: '' };

/** A function such as `example`. */
export function aFunction(example: string): PropRule {
  return { isRight: (value) => typeof value === 'function', rule: `is a function such as ${example}.` };
}

/** One of these values. */
export function oneOf(...values: readonly (string | number)[]): PropRule {
  return { isRight: (value) => values.includes(value as string), rule: `is one of ${values.join(', ')}.` };
}

/** Whether it is an object, and neither null nor a list. */
export function isRecord(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
