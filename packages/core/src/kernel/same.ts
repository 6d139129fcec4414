/** A type as JSON carries it: without brands and without `readonly`. A record of a branded text may be empty, one of a literal may not. */
export type Plain<T> = T extends string
  ? Record<never, never> extends Record<T, 1>
    ? string
    : T
  : T extends object
    ? { -readonly [Key in keyof T]: Plain<T[Key]> }
    : T;

/** Whether two types are the same, optional members and unions included. */
export type Equal<Left, Right> =
  (<T>() => T extends Left ? 1 : 2) extends <T>() => T extends Right ? 1 : 2 ? true : false;

/** Resolves to no constraint when both are the same as JSON; else to a type that no argument has, so that the compile error shows the two. */
export type Held<Left, Right> =
  Equal<Plain<Left>, Plain<Right>> extends true ? unknown : { readonly 'these differ': [Plain<Left>, Plain<Right>] };
