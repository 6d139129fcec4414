import { existsSync } from 'node:fs';

/** Where Debian keeps PostgreSQL 15, the oldest version that the SDK runs on. */
const debian15 = '/usr/lib/postgresql/15/bin';

/** The folder with PostgreSQL 15, or null: then the figures say that it was not measured. */
export const postgres15 = existsSync(`${debian15}/postgres`) ? debian15 : null;
