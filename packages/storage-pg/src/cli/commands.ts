import type { DoctorReport } from '../doctor/index.ts';
import type { MigrationPlan, MigrationReport, SchemaStatus } from '../migrator/index.ts';
import type { CliArguments } from './arguments.ts';
import type { Answer } from './answer.ts';
import { prune } from './prune.ts';
import type { Target } from './target.ts';

/** Runs a command. */
export async function runCommand(args: CliArguments, { maintenance, storage }: Target): Promise<Answer> {
  const holders = {
    ...(args.login !== null && { login: args.login }),
    ...(args.maintenanceLogin !== null && { maintenanceLogin: args.maintenanceLogin }),
  };
  switch (args.command) {
    case 'migrate':
      return args.dryRun
        ? describePlan(await maintenance.plan(holders))
        : describeMigration(await maintenance.migrate(holders));
    case 'plan':
      return args.roles ? describeRolesSql(await maintenance.plan(holders)) : describePlan(await maintenance.plan());
    case 'status':
      return describeStatus(await maintenance.status());
    case 'doctor':
      return describeHealth(await maintenance.doctor());
    case 'prune':
      return prune(storage, args);
  }
}

function describeMigration(report: MigrationReport): Answer {
  const done = report.applied.map(({ number, name }) => `applied ${number} ${name}\n`).join('');
  const ok = report.pending.length === 0;
  const end = ok
    ? `The schema ${report.schema} is at version ${report.version}.\n`
    : `Nothing was migrated: ${report.pending.length} pending.\n`;
  return { text: `${done}${end}${describeRoles(report)}`, json: report, code: ok ? 0 : 1 };
}

function describeRoles({ roles }: MigrationReport): string {
  const leftOut =
    roles.leftOut.length === 0
      ? ''
      : `\nThese logins held the roles before and do not hold the new ones: ${roles.leftOut.join(', ')}. For each that belongs to this installation, run what \`tenantatlas plan --roles --login NAME\` prints, with --maintenance-login for one that erases.\n`;
  if (roles.state === 'shared')
    return '\nThe schema still uses roles that other installations of the cluster use too. Run `tenantatlas migrate --login NAME` as the owner of the tables, with the login of the application.\n';
  if (roles.sql === null) return leftOut;
  const why =
    roles.state === 'missing'
      ? 'The roles do not exist, and this login may not create them.'
      : 'This login may not take on the roles. Unless another one uses the database, an administrator has to grant them.';
  return `\n${why} Run as an administrator:\n\n${roles.sql}\n`;
}

function describeRolesSql({ rolesSql }: MigrationPlan): Answer {
  return { text: `${rolesSql}\n`, json: { sql: rolesSql }, code: 0 };
}

function describePlan(plan: MigrationPlan): Answer {
  return {
    text: plan.sql === '' ? `-- The schema ${plan.schema} is current; nothing to run.\n` : plan.sql,
    json: plan,
    code: 0,
  };
}

const states: { readonly [State in SchemaStatus['state']]: string } = {
  absent: 'nothing is installed',
  outdated: 'migrations are pending',
  current: 'current',
  compatible: 'newer than this version of the SDK, which works with it',
  newer: 'newer than this version of the SDK can work with',
  altered: 'altered: migrated with other texts than this version of the SDK has',
};

function describeStatus(status: SchemaStatus): Answer {
  const applied = status.applied.map(({ number, name, appliedAt }) => `  ${number} ${name}  ${appliedAt}\n`).join('');
  const pending = status.pending.map(({ number, name }) => `  ${number} ${name}  pending\n`).join('');
  return {
    text: `Schema ${status.schema}: version ${status.version} of ${status.latest}, ${states[status.state]}.\n${applied}${pending}`,
    json: status,
    code: status.state === 'current' || status.state === 'compatible' ? 0 : 4,
  };
}

function describeHealth(report: DoctorReport): Answer {
  const lines = report.findings.map(({ level, text }) => `${level}: ${text}\n`).join('');
  const problems = report.findings.filter(({ level }) => level === 'problem').length;
  const end = report.healthy ? 'Healthy.' : `${problems} ${problems === 1 ? 'problem' : 'problems'} found.`;
  return {
    text: `Schema ${report.schema}, version ${report.version}, clock ${report.clockSkewMillis} ms ahead.\n${lines}${end}\n`,
    json: report,
    code: report.healthy ? 0 : 1,
  };
}
