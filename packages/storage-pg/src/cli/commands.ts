import type { DoctorReport } from '../doctor/index.ts';
import type { Maintenance } from '../maintenance.ts';
import type { MigrationPlan, MigrationReport, SchemaStatus } from '../migrator/index.ts';
import type { CliArguments } from './arguments.ts';

/** What a command answers: for people, for programs, and whether it succeeded. */
export interface Answer {
  readonly text: string;
  readonly json: unknown;
  readonly ok: boolean;
}

/** Runs a command. `plan --roles` needs no database and is not among them. */
export async function runCommand(args: CliArguments, maintenance: Maintenance): Promise<Answer> {
  switch (args.command) {
    case 'migrate':
      return args.dryRun
        ? describePlan(await maintenance.plan())
        : describeMigration(await maintenance.migrate(args.login === null ? {} : { login: args.login }));
    case 'plan':
      return describePlan(await maintenance.plan());
    case 'status':
      return describeStatus(await maintenance.status());
    case 'doctor':
      return describeHealth(await maintenance.doctor());
  }
}

function describeMigration(report: MigrationReport): Answer {
  const done = report.applied.map(({ number, name }) => `applied ${number} ${name}\n`).join('');
  const ok = report.pending.length === 0;
  const end = ok
    ? `The schema ${report.schema} is at version ${report.version}.\n`
    : `Nothing was migrated: ${report.pending.length} pending.\n`;
  return { text: `${done}${end}${describeRoles(report)}`, json: report, ok };
}

function describeRoles({ roles }: MigrationReport): string {
  if (roles.sql === null) return '';
  const why =
    roles.state === 'missing'
      ? 'The roles do not exist, and this login may not create them.'
      : 'This login may not take on the roles. Unless another one uses the database, an administrator has to grant them.';
  return `\n${why} Run as an administrator:\n\n${roles.sql}\n`;
}

function describePlan(plan: MigrationPlan): Answer {
  return {
    text: plan.sql === '' ? `-- The schema ${plan.schema} is current; nothing to run.\n` : plan.sql,
    json: plan,
    ok: true,
  };
}

const states: { readonly [State in SchemaStatus['state']]: string } = {
  absent: 'nothing is installed',
  outdated: 'migrations are pending',
  current: 'current',
  newer: 'newer than this version of the SDK',
  changed: 'migrated with other texts than this version of the SDK has',
};

function describeStatus(status: SchemaStatus): Answer {
  const applied = status.applied.map(({ number, name, appliedAt }) => `  ${number} ${name}  ${appliedAt}\n`).join('');
  const pending = status.pending.map(({ number, name }) => `  ${number} ${name}  pending\n`).join('');
  return {
    text: `Schema ${status.schema}: version ${status.version} of ${status.latest}, ${states[status.state]}.\n${applied}${pending}`,
    json: status,
    ok: true,
  };
}

function describeHealth(report: DoctorReport): Answer {
  const lines = report.findings.map(({ level, text }) => `${level}: ${text}\n`).join('');
  const problems = report.findings.filter(({ level }) => level === 'problem').length;
  const end = report.healthy ? 'Healthy.' : `${problems} ${problems === 1 ? 'problem' : 'problems'} found.`;
  return {
    text: `Schema ${report.schema}, version ${report.version}, clock ${report.clockSkewMillis} ms ahead.\n${lines}${end}\n`,
    json: report,
    ok: report.healthy,
  };
}
