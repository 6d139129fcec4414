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
    about: `Processor time, each contestant in its own process, with events of the five built-in names and a new UUID as the subject of each. The hand-written checks and zod do
less: they look neither for credentials nor for web addresses. \`record\` is measured to its answer, over a ledger that takes every bundle at once; \`capture\` is measured to its
queue, and its events are not sent. \`record\` misses its target of ten times, which is a microsecond: its reader takes 0.40, a UUID 0.24, and a promise with a frozen result 0.37 of one, so that
these three alone come to it. The rest is memory: making an event and answering it take 1.1 and 0.5 one after the other, and 2.3 when thousands of events wait for their bundle between both.
A refusal with its issues takes longer than zod takes: it says path, rule and fix in a sentence for each mistake.`,
  },
  ingest: {
    title: 'Recording product usage',
    command: command('ingest'),
    about: `COPY, unnest, drizzle and single INSERTs write to a table as a host would write it: ids that are numbers, names that are texts, a primary key and three indexes. They
check nothing. \`recordMany\` writes to the ledger: it judges each event, gives it an id, holds its tenant against an erasure, refuses what is older than the retention, adds a repeated
event once and keeps the counts. The difference is one of each
statement and hardly one of each event. In processor time, on a server whose commits wait for nothing, a bundle of one event takes 0.9 ms of the server, or 0.4 with a kept plan, and a single
INSERT 0.13. A further event takes 12 and 8 microseconds, and one of hand-written unnest 10 and 5. What a statement costs on top: a third of a millisecond to plan it, a quarter to run it, and the
rest to take on a role with its row security, to parse twelve tables of a \`with\`, and to begin and commit apart from it. Peers have one table, one login and no plan to speak of. So batches of 100
and one caller miss their targets, and batches of 1,000 come near: as a share of a commit that waits for a disk all of them shrink. With the option \`preparedStatements\` of \`pgPool\`
a connection keeps the plan, which saves the server about half of it. It is not on here, because a pooler that hands each transaction to another connection may refuse it. \`record\` sends one bundle at a time, so that it is slower than a pool
with few callers, and faster with many. The kinds of the events have their codes, as in a ledger that a worker folds.`,
  },
  summary: {
    title: 'Reading product usage',
    command: command('summary'),
    about: `The events are made inside the server, as \`record\` writes them, over 90 days; the counts are a recount of them. Every summary and trend is compared with a count. A
summary takes a few milliseconds at any size, most of them for the round trips and the plan, so its advantage over counting grows with the ledger: it shows with the full counts only, as the
shares of bytes do. The counts have the same size for any number of events; the bits by the hour, which make active workspaces exact, are three quarters of them. An event needs 172 bytes in its row
and 50 in the index, just over half of a plain row. Index pages that are filled to 96 hundredths instead of 90 would save 3 bytes and meet the target; they take 84 bytes instead of 48 as soon as each
event comes up to a hundred places late, because full pages split.`,
  },
  'summary-15': {
    title: 'Reading product usage on PostgreSQL 15',
    command: command('summary-15'),
    about: `Counting takes longer here than on PostgreSQL 18, and a summary takes as long. The bytes are the same: see there.`,
  },
  'summary-pglite': { title: 'Reading product usage on PGlite', command: command('summary-pglite') },
  prune: {
    title: 'Removing old product usage',
    command: command('prune'),
    about: `A removal empties the partition of the day, whose rows it counts, drops its counts and leaves an audit entry. With the events of one day out of ten million it misses the target of time: counting
the rows, which the receipt promises, takes 11 ms of processor time, and the commit waits for the disk and for the file system, which gives 25 MB back. Its log meets the target, and its
advantage grows with a day.`,
  },
};
