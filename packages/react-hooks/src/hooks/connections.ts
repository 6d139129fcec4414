// Hooks of connections to providers. A call without the annotation would stay in every bundle, because it could have effects.
import type { VerificationReportView } from '@tenantatlas/core/browser';
import { mutationOf } from '../mutation/atlas-mutation.ts';
import { writeHook } from '../mutation/use-write.ts';
import { pagesHook } from '../query/use-pages.ts';
import { readHook } from '../query/use-read.ts';
import type { HookResult } from '../result.ts';
import { connectionOptions, connectionsOptions, permissionsOptions } from '../options.ts';

/** The connections of a workspace, or of one tenant, newest first. */
export const useConnections = /* @__PURE__ */ pagesHook(connectionsOptions);

/** One connection with the report of its last check. */
export const useConnection = /* @__PURE__ */ readHook(connectionOptions);

/** What is required beside what the tenant had granted when it was checked last. It does not ask the provider. */
export const usePermissions = /* @__PURE__ */ readHook(permissionsOptions);

/** Mutation options of {@link useCreateConnection}, for hosts that use their query client themselves. */
export const createConnectionMutation = /* @__PURE__ */ mutationOf('connections.create');
/** Adds a connection to a tenant. */
export const useCreateConnection = /* @__PURE__ */ writeHook(createConnectionMutation);

/** Mutation options of {@link useUpdateConnection}, for hosts that use their query client themselves. */
export const updateConnectionMutation = /* @__PURE__ */ mutationOf('connections.update');
/** Changes a connection. */
export const useUpdateConnection = /* @__PURE__ */ writeHook(updateConnectionMutation);

/** Mutation options of {@link useAcknowledgeCheck}, for hosts that use their query client themselves. */
export const acknowledgeCheckMutation = /* @__PURE__ */ mutationOf('connections.acknowledge');
/** Notes that the viewer goes on with a failed check of the last report, and why. */
export const useAcknowledgeCheck = /* @__PURE__ */ writeHook(acknowledgeCheckMutation);

/** Mutation options of {@link useVerifyConnection}, for hosts that use their query client themselves. */
export const verifyConnectionMutation = /* @__PURE__ */ mutationOf('connections.verify');
/** Starts the check of a connection, or joins the one in progress. */
export const useVerifyConnection = /* @__PURE__ */ writeHook(verifyConnectionMutation);

/** Mutation options of {@link useConsentUrl}, for hosts that use their query client themselves. */
export const consentUrlMutation = /* @__PURE__ */ mutationOf('connections.consentUrl');
/** Makes an address at which an administrator of the tenant gives consent. Each call makes a new one, so call it when a person asks for it and not to render a page. */
export const useConsentUrl = /* @__PURE__ */ writeHook(consentUrlMutation);

/** The report of the last check of a connection; null before the first. */
export function useVerification(
  ...request: Parameters<typeof useConnection>
): HookResult<VerificationReportView | null> {
  const connection = useConnection(...request);
  return connection.state === 'ready' ? { ...connection, data: connection.data.report } : connection;
}
