import { invariant } from './invariant.ts';

/** The longest delay of a timer, in milliseconds: the platform fires a longer one at once. */
export const longestDelay = 2_147_483_647;

/** The checks of one factory's options. Each throws an invariant that names the factory, the option, the rule and what to do. */
export interface OptionChecks {
  /** Refuses a value that is not an object, and members with another name: a misspelt option would silently leave its default in place. */
  names(options: unknown, names: readonly string[], what?: string): void;
  /** A whole number from `min` to `max`, or nothing. */
  whole(name: string, value: unknown, min: number, max: number): void;
  /** A delay that a timer can hold, in whole milliseconds, or nothing. */
  delay(name: string, value: unknown, min?: number): void;
  /** An object with these methods, or nothing. `example` says what to pass. */
  methods(name: string, value: unknown, methods: readonly string[], example: string): void;
  /** One of these texts, or nothing. */
  oneOf(name: string, value: unknown, values: readonly string[]): void;
  /** A list, each member of which passes `isMember`, or nothing. `example` shows one. */
  list(name: string, value: unknown, isMember: (member: unknown) => boolean, example: string): void;
  /** True, false or nothing. */
  flag(name: string, value: unknown): void;
  /** A function, or nothing. */
  fn(name: string, value: unknown, example: string): void;
}

/**
 * The checks of a factory. Undefined counts as left out everywhere.
 *
 * @example
 * const check = optionChecks('inProcess');
 * check.names(options, ['concurrency', 'pollMillis']);
 * check.delay('pollMillis', options.pollMillis);
 */
export function optionChecks(factory: string): OptionChecks {
  const demand = (condition: boolean, text: string): void => invariant(condition, `${factory}: ${text}`);
  const given = (value: unknown): boolean => value !== undefined;
  return {
    names: (options, names, what) => checkNames(factory, options, names, what),
    whole(name, value, min, max) {
      const isRight = Number.isInteger(value) && (value as number) >= min && (value as number) <= max;
      if (given(value)) demand(isRight, `"${name}" is a whole number from ${min} to ${max}. ${forDefault}`);
    },
    delay(name, value, min = 1) {
      this.whole(name, value, min, longestDelay);
    },
    methods: (name, value, methods, example) => checkMethods(factory, name, value, methods, example),
    oneOf(name, value, values) {
      if (given(value))
        demand(values.includes(value as string), `"${name}" is one of ${values.join(', ')}. ${forDefault}`);
    },
    list: (name, value, isMember, example) => checkList(factory, name, value, isMember, example),
    flag(name, value) {
      if (given(value)) demand(typeof value === 'boolean', `"${name}" is true or false. ${forDefault}`);
    },
    fn(name, value, example) {
      if (given(value)) demand(typeof value === 'function', `"${name}" is a function such as ${example}.`);
    },
  };
}

// Three of the checks by themselves, for an entry that must load fast: a bundle has no check that its factory does not use.

/** {@link OptionChecks.names} of a factory. */
export function checkNames(
  factory: string,
  options: unknown,
  names: readonly string[],
  what: string | undefined = 'an option',
): void {
  const list = names.join(', ');
  const isRight = isObject(options) && !Array.isArray(options);
  invariant(isRight, `${factory}: pass an object with ${list}, or leave it out.`);
  for (const name of Object.keys(options as object))
    invariant(names.includes(name), `${factory}: "${name}" is not ${what}. Use one of ${list}.`);
}

/** {@link OptionChecks.methods} of a factory. */
export function checkMethods(
  factory: string,
  name: string,
  value: unknown,
  methods: readonly string[],
  example: string,
): void {
  if (value === undefined) return;
  const has = (method: string): boolean =>
    isObject(value) && typeof (value as Record<string, unknown>)[method] === 'function';
  invariant(
    methods.every(has),
    `${factory}: "${name}" is an object with ${methods.join(', ')}. Pass ${example}, or leave it out.`,
  );
}

/** {@link OptionChecks.list} of a factory. */
export function checkList(
  factory: string,
  name: string,
  value: unknown,
  isMember: (member: unknown) => boolean,
  example: string,
): void {
  if (value === undefined) return;
  invariant(Array.isArray(value) && value.every(isMember), `${factory}: "${name}" is a list such as ${example}.`);
}

const forDefault = 'Leave it out for the default.';

function isObject(value: unknown): boolean {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
