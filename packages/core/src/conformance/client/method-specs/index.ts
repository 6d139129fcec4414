import type { MethodName } from '../../../access/matrix.ts';
import { aggregates, type AggregateMethod } from '../../aggregates/index.ts';
import type { MethodSpec, Place } from '../sample.ts';
import { auditSpecs } from './audit.ts';
import { controlSpecs } from './controls.ts';
import { knowledgeSpecs } from './knowledge.ts';
import { surfaceSpecs } from './surfaces.ts';
import { telemetrySpecs } from './telemetry.ts';
import { tenantSpecs } from './tenants.ts';
import { workspaceSpecs } from './workspaces.ts';

const others: { readonly [method in Exclude<MethodName, AggregateMethod>]: MethodSpec } = {
  ...workspaceSpecs,
  ...tenantSpecs,
  ...controlSpecs,
  ...surfaceSpecs,
  ...telemetrySpecs,
  ...knowledgeSpecs,
  ...auditSpecs,
};

/** What the suite knows of each method. A method of the access matrix without it does not compile. */
export const methodSpecs = Object.assign({}, others, ...aggregates.map(({ client }) => client.methods)) as {
  // `AggregateMethod` names the methods of the aggregates.
  readonly [method in MethodName]: MethodSpec;
};

/** A valid request with every member that the method knows, except a cursor. */
export function fullRequest(method: MethodName, place: Place): unknown {
  const { full, samples } = methodSpecs[method];
  return full?.(place) ?? samples[0]?.request(place) ?? {};
}
