import { mergeManifests, systemClock, toInstant, translateReason } from '@tenantatlas/core';
import type { GraphFailure } from '../answers/failure.ts';
import { microsoftPermissions } from '../capabilities/manifest.ts';
import { readRequiredAccess } from '../capabilities/required-access.ts';
import { endpointsOf } from '../clouds.ts';
import { checkLimits } from '../limits.ts';
import { timers } from '../timers.ts';
import { createGraphClient } from '../transport/client.ts';
import { failed, type GraphCommandResult } from './result.ts';
import { table } from './table.ts';
import { limits, type Work } from './work.ts';

/**
 * Prints what an app registration asks for, as the value of its `requiredResourceAccess`. The names go beside it, because that form has ids only. Prints nothing of it where a
 * permission has no id: a list that misses one looks complete.
 */
export async function printManifest({ args, source, permissions, fetch }: Work): Promise<GraphCommandResult> {
  const { cloud, endpoints, tenant } = args;
  const client = createGraphClient({
    endpoints: endpoints ?? endpointsOf(cloud),
    clock: systemClock,
    scheduler: timers,
    limits: checkLimits(limits),
    fetch,
  });
  const session = { tenant, source, isFresh: false, signal: new AbortController().signal };
  const now = () => toInstant(systemClock.epochMillis());
  const { provider } = microsoftPermissions;
  const required = mergeManifests(provider, [microsoftPermissions, ...permissions]).permissions;
  const access = await readRequiredAccess({ client, session, now }, required);
  if (access.isErr()) return failed(textOf(access.error));
  const { resource, notOffered } = access.value;
  const names = notOffered.map(({ key, type }) => `${type} ${key}`).join(', ');
  if (notOffered.length > 0) return failed(`Microsoft Graph of this tenant does not offer ${names}.`);
  const rows = required.map(({ key, type, features }) => [key, type, features.join(', ')]);
  return { code: 0, out: `${JSON.stringify([resource], null, 2)}\n`, err: table(rows, false) };
}

/** Why the ids could not be had, with what to do first where the app may not read them. */
function textOf({ collection, reason }: GraphFailure): string {
  const { label, explanation } = translateReason(reason.code, {}, null, collection);
  const code = reason.providerCode === null ? reason.code : `${reason.code}, ${reason.providerCode}`;
  const isPermission = collection === 'forbidden' && reason.code.startsWith('provider_permission');
  const first = isPermission ? ' Grant Directory.Read.All to the app first: the ids are read with it.' : '';
  return `${label.text} (${code}). ${explanation.text}${first}`;
}
