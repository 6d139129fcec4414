import { InvariantError } from '@tenantatlas/core/browser';

/** Throws an invariant that names the component, the prop, the rule and the fix, unless `isRight`. */
export function demand(isRight: boolean, component: string, prop: string, rule: string): void {
  if (!isRight) throw new InvariantError(`${component}: "${prop}" ${rule}`);
}

/** Checks the names of props: a misspelt one would silently leave its default in place. */
export function demandNames(props: object, component: string, names: readonly string[]): void {
  for (const name of Object.keys(props))
    demand(names.includes(name), component, name, `is not a prop. Use one of ${names.join(', ')}.`);
}
