import * as z from 'zod';
import type { ConnectionId, OnboardingSessionId, TenantId, WorkspaceId } from '../kernel/ids.ts';
import { anyOfSchema, idSchema, nameSchema, pageFields } from '../kernel/input.ts';
import { lazy } from '../kernel/lazy.ts';
import { onboardingStatuses } from '../ports/onboarding-store.ts';

const workspaceId = idSchema<WorkspaceId>();
const onboardingId = idSchema<OnboardingSessionId>();
const expectedVersion = z.number().int().min(1);
/** Made with the first schema that needs it: the text of a rule with a number makes `Intl` objects. */
const changeable = lazy(() => ({
  tenantId: idSchema<TenantId>().nullish(),
  draftName: nameSchema(200).nullish(),
  connectionId: idSchema<ConnectionId>().nullish(),
}));

/** Input of `onboarding.start`. */
export const startInput = lazy(() =>
  z.strictObject({ ...changeable(), workspaceId, onboardingId: onboardingId.nullish() }),
);

/** Input of `onboarding.get` and `readiness`. */
export const oneInput = lazy(() => z.strictObject({ workspaceId, onboardingId }));

/** Input of `onboarding.list`. */
export const listInput = lazy(() =>
  z.strictObject({
    ...pageFields,
    workspaceId,
    tenantId: idSchema<TenantId>().nullish(),
    statuses: anyOfSchema(z.enum(onboardingStatuses), onboardingStatuses.length),
  }),
);

/** Input of `onboarding.update`: what is left out stays; null takes the name or the connection away. */
export const updateInput = lazy(() => z.strictObject({ ...changeable(), workspaceId, onboardingId, expectedVersion }));

/** Input of `onboarding.complete` and `cancel`. */
export const endInput = lazy(() => z.strictObject({ workspaceId, onboardingId, expectedVersion }));
