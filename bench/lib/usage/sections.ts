/** What the page says about a row besides its figures. */
export interface Section {
  readonly title: string;
  /** What measures it again. */
  readonly command: string;
  /** How it is measured, and why a target is missed. */
  readonly about?: string;
}

const command = (row: string): string => `npm run bench -- ${row}`;

/** The rows of product usage. */
export const usageSections: { readonly [row: string]: Section } = {
  validation: {
    title: 'Judging an event of product usage',
    command: command('validation'),
    about: `Processor time, each contestant in its own process, with events of the five built-in names and a new UUID as the subject of each. The checks by hand and zod do
less: they look neither for credentials nor for web addresses. \`record\` is measured to its answer, over a ledger that takes every bundle at once; \`capture\` is measured to its
queue, and its events are not sent. \`record\` misses its target: it makes a UUID and a promise for each caller, which settles after the commit, and \`capture\` answers nothing.
A refusal with its issues takes longer than zod takes: it says path, rule and fix in a sentence for each mistake.`,
  },
  ingest: {
    title: 'Recording product usage',
    command: command('ingest'),
    about: `COPY, unnest, drizzle and single INSERTs write to a table as hosts write it by hand: ids that are numbers, names that are texts, a primary key and three indexes. They
check nothing. \`recordMany\` writes to the ledger: it judges each event, gives it an id, holds its tenant against an erasure, refuses what is older than the retention, adds a repeated
event once and keeps the counts. These are the reasons why it takes longer than unnest by hand: about half of the difference is in the server, where \`on conflict\` and the checks cost as
much as the inserts of the three indexes that the ledger does not have, and the other half is in the client. The two become closer where a commit takes long. One caller waits for three round
trips, the begin with its role, the statement and the commit, and a single INSERT for one. \`record\` sends one bundle at a time, so that it is slower than a pool with few callers, and
faster with many.`,
  },
  summary: {
    title: 'Reading product usage',
    command: command('summary'),
    about: `The events are made inside the server, as \`record\` writes them, over 90 days; the counts are a recount of them. Every summary and trend is compared with a count. A
summary takes a few milliseconds at any size, most of them for the round trips and the plan, so its advantage over counting grows with the ledger: it shows with the full counts only, as the
shares of bytes do. The counts have the same size for any number of events; the bits by the hour, which make active workspaces exact, are half of them. An event takes more than half of the bytes of
a row by hand, because its metadata is JSON in both tables and its key holds workspace, instant and id.`,
  },
  'summary-15': { title: 'Reading product usage on PostgreSQL 15', command: command('summary-15') },
  'summary-pglite': { title: 'Reading product usage on PGlite', command: command('summary-pglite') },
  prune: {
    title: 'Removing old product usage',
    command: command('prune'),
    about: `A removal empties the partition of the day, drops its counts and leaves an audit entry, and takes the same time and log for any number of events. Its advantage
shows with the full counts only.`,
  },
};
