/** What `--help` prints. */
export const help = `tenantatlas: prepares a database for TenantAtlas and keeps it small, and checks connections to Microsoft Graph

Usage: tenantatlas <command> [options]

Commands
  migrate   install or upgrade the schema; safe to repeat, and to run from many machines at once
  plan      print the SQL that migrate would run, and run nothing
  status    say which version the schema is at
  doctor    compare the database with what the migrations make, and judge roles, login and durability
  prune     remove product usage that is older than --days; the login is the one that erases
  graph     check a tenant at Microsoft, or print the permissions of an app; see tenantatlas graph --help

Where
  --database URL   a PostgreSQL server: postgres://user:password@host:5432/name
  --data DIR       a directory of the embedded database; only migrate makes it
  --config FILE    a configuration file; without these three, tenantatlas.config.ts, .mts, .mjs or .js in this folder,
                   and without such a file the URL in the environment variable DATABASE_URL
  --schema NAME    the schema that holds the tables (default: tenantatlas)

Options
  --login NAME     the login of the application: migrate grants it the roles, plan --roles prints the grants
  --maintenance-login NAME   the login that erases, likewise
  --dry-run        with migrate: print the SQL instead of running it; with prune: count what would go, and remove nothing
  --roles          with plan: print the SQL of the roles of this database and schema, for an administrator
  --days N         with prune: how many days are kept (default: 90)
  --json           print one JSON value
  -h, --help       print this
  --version        print the version of the package

Exit codes: 0 done, 1 failed or not healthy, 2 wrong usage, 3 paused by an operational control,
4 status: the schema is not the one of this version (pending, too new or altered), graph check: the tenant is not ready,
130 interrupted
`;
