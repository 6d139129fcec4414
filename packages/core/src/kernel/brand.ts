declare const brand: unique symbol;

/** A type that only its own parser can make: two ids of different kinds never mix, although both are strings. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };
