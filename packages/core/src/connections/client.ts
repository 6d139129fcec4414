import type { AccessRefusal } from '../access/use-case.ts';
import type { ControlPaused } from '../controls/paused-error.ts';
import type { Conflict, Immutable } from '../kernel/errors.ts';
import type { RequestOf } from '../kernel/input.ts';
import type { Page } from '../kernel/page.ts';
import type { ResultAsync } from '../kernel/result.ts';
import type { PermissionOverview } from '../permissions/view.ts';
import type { StartAnswer } from '../runs/view.ts';
import type * as schema from './schema.ts';
import type { ConsentLink } from './consent-view.ts';
import type { ConnectionDetail, ConnectionView } from './view.ts';

export type { PermissionOverview, PermissionView } from '../permissions/view.ts';
export type {
  AcknowledgementView,
  CheckEvidenceView,
  VerificationCheckView,
  VerificationReportView,
} from '../verification/view.ts';
export type { ConsentLink } from './consent-view.ts';
export type { ConnectionDetail, ConnectionView } from './view.ts';

/** How the tenants of a workspace are reached at their providers, and whether that works. */
export interface ConnectionsClient<Transport = never> {
  /**
   * Adds a connection. The first one of a tenant and provider is the default unless `isDefault` is false; with `isDefault: true` it takes the place of another.
   * `credentialReference` names a secret in the host's store, as words joined by slashes: never send a secret. A `platform` connection needs a consent request before
   * a check asks the provider; a `dedicated` one proves itself by its credential.
   */
  create(
    request: RequestOf<ReturnType<typeof schema.createInput>>,
  ): ResultAsync<ConnectionDetail, AccessRefusal | Conflict | Immutable | Transport>;
  /** One connection with the report of its last check. */
  get(request: RequestOf<typeof schema.oneInput>): ResultAsync<ConnectionDetail, AccessRefusal | Transport>;
  /** Connections of the tenants that the caller may see, newest first. A `provider` that the atlas does not have is `invalid_input`. */
  list(
    request: RequestOf<ReturnType<typeof schema.listInput>>,
  ): ResultAsync<Page<ConnectionView>, AccessRefusal | Transport>;
  /**
   * Changes a connection. Members left out stay; `externalTenantId: null` and `credentialReference: null` take them away. A change of credential, type, tenant or
   * enablement makes the last report stale; another tenant or type needs another consent. `conflict` (`nothing_to_do`) for a change without a change, `version` when
   * it was changed meanwhile.
   */
  update(
    request: RequestOf<typeof schema.updateInput>,
  ): ResultAsync<ConnectionDetail, AccessRefusal | Conflict | Immutable | Transport>;
  /**
   * Makes an address at which an administrator of the tenant gives consent. Its answer counts once, within 30 minutes, and for the connection as it is now; earlier addresses of the connection stay valid, so
   * that two people may ask. Keep it out of logs: it holds the secret of the request. `invalid_input` when the connection is disabled, names no tenant or lacks a
   * credential that its type needs, and where the atlas has no `consent.redirectUri`.
   */
  consentUrl(
    request: RequestOf<typeof schema.oneInput>,
  ): ResultAsync<ConsentLink, AccessRefusal | Immutable | Transport>;
  /** What is required beside what the tenant granted when it was last asked. It does not ask the provider: `verify` does. */
  permissions(request: RequestOf<typeof schema.oneInput>): ResultAsync<PermissionOverview, AccessRefusal | Transport>;
  /**
   * Notes that the caller goes on with a check that failed and does not block, and why. It changes no outcome of the report. `fingerprint` is that of the report that
   * the caller saw: `conflict` (`version`) when the report of now says something else. `invalid_input` when there is no report, the report is stale, or the check is
   * none that may be acknowledged. The acknowledgement stays as long as each later report has the same check failing for the same reason, without blocking. To repeat it
   * changes nothing, another reason of the same person takes the place of the first, and the acknowledgement of another person stands: `conflict` (`exists`).
   */
  acknowledge(
    request: RequestOf<typeof schema.acknowledgeInput>,
  ): ResultAsync<ConnectionDetail, AccessRefusal | Conflict | Immutable | Transport>;
  /** Starts the operation `provider.connection.check`, or joins the one in progress. The report is in `get` once the run has ended. */
  verify(
    request: RequestOf<typeof schema.oneInput>,
  ): ResultAsync<StartAnswer, AccessRefusal | ControlPaused | Conflict | Immutable | Transport>;
}
