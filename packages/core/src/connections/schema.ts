import * as z from 'zod';
import { reasonBounds } from '../controls/reason-bounds.ts';
import type { ConnectionId, TenantId, WorkspaceId } from '../kernel/ids.ts';
import { externalTenantIdSchema, idSchema, keySchema, nameSchema, pageFields, textSchema } from '../kernel/input.ts';
import { lazy } from '../kernel/lazy.ts';
import { findSecrets } from '../kernel/redaction.ts';
import { connectionTypes } from '../ports/connection-store.ts';
import { sayConnection } from './messages.ts';

const workspaceId = idSchema<WorkspaceId>();
const tenantId = idSchema<TenantId>();
const connectionId = idSchema<ConnectionId>();
/**
 * The name of a credential: words of letters, digits, `_`, `-` and `.` joined by slashes, 255 characters at most. No word begins with a dot, so that no name leads out
 * of a folder; a text that looks like a secret is refused, because it would be stored and shown to those who may read the database.
 */
const referenceSchema = (): z.ZodType<string, string> =>
  z
    .string()
    .max(255)
    .refine(
      (text) =>
        /^[A-Za-z0-9_-][A-Za-z0-9._-]*(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/.test(text) &&
        findSecrets(text).length === 0,
      {
        params: { rule: 'credential_reference', fix: sayConnection('connections.input.credential_reference') },
      },
    );
/** Made with the first schema that needs it: the text of a rule with a number makes `Intl` objects. */
const changeable = lazy(() => ({
  displayName: nameSchema(200).nullish(),
  connectionType: z.enum(connectionTypes).nullish(),
  externalTenantId: externalTenantIdSchema.nullish(),
  credentialReference: referenceSchema().nullish(),
}));

/** Input of `connections.create`. The providers are those of the atlas. */
export function createInput(providers: readonly string[]) {
  return lazy(() =>
    z.strictObject({
      ...changeable(),
      workspaceId,
      tenantId,
      provider: keySchema(providers),
      displayName: nameSchema(200),
      connectionType: z.enum(connectionTypes),
      isDefault: z.boolean().nullish(),
    }),
  );
}

/** Input of `connections.get`, `consentUrl`, `permissions` and `verify`. */
export const oneInput = lazy(() => z.strictObject({ workspaceId, connectionId }));

/** Input of `connections.list`. The providers are those of the atlas. */
export function listInput(providers: readonly string[]) {
  return lazy(() =>
    z.strictObject({
      ...pageFields,
      workspaceId,
      tenantId: tenantId.nullish(),
      provider: keySchema(providers).nullish(),
    }),
  );
}

/** Input of `connections.update`: what is left out stays; null takes the external tenant or the credential away. */
export const updateInput = lazy(() =>
  z.strictObject({
    ...changeable(),
    workspaceId,
    connectionId,
    isEnabled: z.boolean().nullish(),
    isDefault: z.literal(true).nullish(),
    expectedVersion: z.number().int().min(1).nullish(),
  }),
);

/** Input of `connections.acknowledge`. */
export const acknowledgeInput = lazy(() =>
  z.strictObject({
    workspaceId,
    connectionId,
    check: idSchema<string>(),
    fingerprint: idSchema<string>(),
    reason: textSchema(reasonBounds.min, reasonBounds.max),
  }),
);
