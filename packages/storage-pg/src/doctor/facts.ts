/** What pg_catalog says of a schema: definition by fact, in code-point order of the facts. */
export type SchemaFacts = { readonly [fact: string]: string };
