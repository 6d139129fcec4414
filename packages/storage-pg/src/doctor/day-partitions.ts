import type { SchemaFacts } from './facts.ts';

/** The table whose partitions are made and removed with time, one for each day. */
const ledger = 'usage_events';
/** The partition of the events whose day has none. The migration makes it as `usage_make_days` makes the partition of a day. */
const model = `${ledger}_other`;
const ofDay = new RegExp(`\\b${ledger}_[0-9]{8}(?:\\b|_)`);
const dayTable = new RegExp(`^table (${ledger}_[0-9]{8})$`);

/** Adds what each day that the database has must look like. The manifest has no days: which exist depends on the date. */
export function withDays(manifest: SchemaFacts, found: SchemaFacts): SchemaFacts {
  const days = Object.keys(found).flatMap((fact) => dayTable.exec(fact)?.[1] ?? []);
  const ofModel = Object.entries(manifest).filter(([fact]) => new RegExp(`\\b${model}(?:\\b|_)`).test(fact));
  const ofDays = days.flatMap((day) =>
    ofModel.map(([fact, definition]) => [fact.replaceAll(model, day), definition.replaceAll(model, day)] as const),
  );
  return { ...manifest, ...Object.fromEntries(ofDays) };
}

/** Leaves the days out, for the manifest. */
export function withoutDays(facts: SchemaFacts): SchemaFacts {
  return Object.fromEntries(Object.entries(facts).filter(([fact]) => !ofDay.test(fact)));
}

/**
 * The fact of the ledger that a fact of one of its partitions follows; null for other facts. A change of the ledger changes its partitions.
 */
export function factOfLedger(fact: string): string | null {
  const followed = fact.replaceAll(new RegExp(`\\b${ledger}_(?:[0-9]{8}|before|other)(?=\\b|_)`, 'g'), ledger);
  return followed === fact ? null : followed;
}

/** The statement that makes a table a partition again; null where its bounds are not known from its name. */
export function attachmentOf(schema: string, table: string): string | null {
  if (table === model) return `ALTER TABLE ${schema}.${ledger} ATTACH PARTITION ${schema}.${table} DEFAULT;`;
  const [, year, month, day] = new RegExp(`^${ledger}_(\\d{4})(\\d\\d)(\\d\\d)$`).exec(table) ?? [];
  if (year === undefined) return null;
  const midnight = (later: number): string =>
    new Date(Date.UTC(Number(year), Number(month) - 1, Number(day) + later)).toISOString();
  return `ALTER TABLE ${schema}.${ledger} ATTACH PARTITION ${schema}.${table} FOR VALUES FROM ('${midnight(0)}') TO ('${midnight(1)}');`;
}
