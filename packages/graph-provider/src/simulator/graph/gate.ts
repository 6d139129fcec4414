import type { Tenant } from '../world/tenant.ts';
import type { Endpoint, Service } from './endpoints.ts';
import { badRequest, Refusal } from './refusal.ts';

/** Throws what the service of an endpoint answers when the token carries none of the permissions. */
export function checkPermission({ permissions, service }: Endpoint, roles: readonly string[]): void {
  if (!permissions.some((permission) => roles.includes(permission))) throw denied[service](permissions);
}

/** Throws what the service answers when the tenant has no licence for it. */
export function checkLicence({ licence, service }: Endpoint, tenant: Tenant): void {
  if (licence === undefined || tenant.licences.has(licence)) return;
  if (service === 'intune') throw badRequest('Request not applicable to target tenant.');
  throw badRequest(
    'The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance license.',
    'AadPremiumLicenseRequired',
  );
}

/** Throws what Graph answers for `signInActivity` without the permission of its own, or in a tenant without a licence for it. */
export function checkSignInActivity(
  { type }: Endpoint,
  select: string,
  tenant: Tenant,
  roles: readonly string[],
): void {
  if (type !== 'user' || !select.split(',').some((name) => name.trim() === 'signInActivity')) return;
  if (!roles.includes('AuditLog.Read.All'))
    throw new Refusal(
      403,
      'Authentication_MSGraphPermissionMissing',
      'Calling principal does not have required MSGraph permissions AuditLog.Read.All',
    );
  if (!tenant.licences.has('P1') && !tenant.licences.has('P2'))
    throw new Refusal(
      403,
      'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
      "Neither tenant is B2C or tenant doesn't have premium license",
    );
}

/** Each service has words of its own for a missing permission; the status is the same. */
const denied: Readonly<Record<Service, (permissions: readonly string[]) => Refusal>> = {
  directory: () =>
    new Refusal(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.'),
  conditionalAccess: () =>
    new Refusal(
      403,
      'AccessDenied',
      'You cannot perform the requested operation, required scopes are missing in the token.',
    ),
  pim: (permissions) =>
    new Refusal(
      403,
      'UnknownError',
      JSON.stringify({
        errorCode: 'PermissionScopeNotGranted',
        message: `Authorization failed due to missing permission scope ${permissions.join(',')}.`,
        instanceAnnotations: [],
      }),
    ),
  intune: (permissions) =>
    new Refusal(
      403,
      'Forbidden',
      JSON.stringify({
        _version: 3,
        Message: `Application is not authorized to perform this operation. Application must have one of the following scopes: ${permissions.join(', ')}`,
        CustomApiErrorPhrase: '',
        RetryAfter: null,
        ErrorSourceService: '',
        HttpHeaders: '{}',
      }),
    ),
};
