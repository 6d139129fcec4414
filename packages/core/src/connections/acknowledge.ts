import { personOf } from '../access/actor.ts';
import { lostRace, type UseCaseContext } from '../access/use-case.ts';
import { record } from '../audit/record.ts';
import { conflict, invalidInput, notFound, type Conflict, type InvalidInput, type NotFound } from '../kernel/errors.ts';
import type { InputOf } from '../kernel/input.ts';
import { invariant } from '../kernel/invariant.ts';
import { issue } from '../kernel/issues.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { Sentence } from '../kernel/sentence.ts';
import { isAcknowledgeable } from '../ports/check-acknowledgement.ts';
import type { StoredConnection } from '../ports/connection-store.ts';
import type { VerificationReport } from '../ports/verification-report.ts';
import { fingerprintOf, staleBecause } from '../verification/rules.ts';
import { sayConnection as say } from './messages.ts';
import type { acknowledgeInput } from './schema.ts';

type Context = UseCaseContext<InputOf<typeof acknowledgeInput>>;

/**
 * Keeps that the caller goes on with a failed check. A report that says the same as the one that the caller saw counts as that one: had the caller been faster, the
 * acknowledgement would have gone over to it. What another person acknowledged stands, unless the reason is gone because that person was erased.
 */
export async function acknowledge(
  context: Context,
): Promise<Result<StoredConnection, NotFound | InvalidInput | Conflict | typeof lostRace>> {
  const { unit, input, caller, now: at } = context;
  const scope = { workspaceId: input.workspaceId };
  const connection = await unit.connections.get(scope, input.connectionId);
  if (!connection) return err(notFound());
  const judged = judgeReport(connection, context);
  if (judged.isErr()) return err(judged.error);
  const report = judged.value;
  const reasonCode = judgeCheck(report, input.check);
  if (reasonCode.isErr()) return err(reasonCode.error);
  const person = personOf(caller.actor);
  invariant(person !== null, 'connections.acknowledge is for people: the access matrix lets no system in.');
  const by = { kind: person.kind, personId: person.personId };
  const before = connection.acknowledgements.find(({ checkKey }) => checkKey === input.check) ?? null;
  const isOwn = before?.by.kind === by.kind && before.by.personId === by.personId;
  if (before && !isOwn && before.reason !== null) return err(conflict('exists'));
  if (isOwn && before.reason === input.reason) return ok(connection);
  const written = await unit.connections.acknowledge(scope, connection.id, {
    report,
    before,
    checkKey: input.check,
    reasonCode: reasonCode.value,
    by,
    at,
    reason: input.reason,
  });
  if (written === 'changed_meanwhile') return err(lostRace);
  await record(context, {
    action: 'verification.acknowledged',
    workspaceId: connection.workspaceId,
    tenantId: connection.tenantId,
    target: { type: 'provider_connection', id: connection.id, label: connection.displayName },
    summary: { name: connection.displayName },
    metadata: {
      connection_id: connection.id,
      provider: connection.provider,
      check_key: input.check,
      reason_code: reasonCode.value,
    },
  });
  return ok(written);
}

/** The report, if it is the one that was seen and speaks for the connection. */
function judgeReport(
  connection: StoredConnection,
  { input, now: at }: Context,
): Result<VerificationReport, InvalidInput | Conflict> {
  const { report } = connection;
  if (!report) return refused('connectionId', 'has_report', say('connections.input.no_report'));
  if (fingerprintOf(report.checks) !== input.fingerprint) return err(conflict('version'));
  return staleBecause(report, connection, at) === null
    ? ok(report)
    : refused('connectionId', 'report_current', say('connections.input.stale_report'));
}

/** Why the check failed, if it may be acknowledged. */
function judgeCheck({ checks }: VerificationReport, key: string): Result<string, InvalidInput> {
  const check = checks.find((one) => one.key === key);
  if (!check) {
    const keys = checks.map((one) => one.key).join(', ');
    return refused('check', 'check_exists', say('connections.input.no_check', { keys }));
  }
  if (check.status !== 'fail') return refused('check', 'check_failed', say('connections.input.check_not_failed'));
  return isAcknowledgeable(check)
    ? ok(check.reasonCode)
    : refused('check', 'check_not_blocking', say('connections.input.check_blocks'));
}

function refused(path: string, rule: string, fix: Sentence): Result<never, InvalidInput> {
  return err(invalidInput([issue(path, rule, fix)]));
}
