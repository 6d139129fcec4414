import { collected, type Evidence, type TenantIdentity } from '@tenantatlas/core';
import { isExternalTenantId, normalizeExternalTenantId } from '@tenantatlas/core/ports';
import { notCollected } from './evidence.ts';
import type { Reader } from './reader.ts';
import { organizationAnswer, type OrganizationAnswer } from './shapes/organization.ts';

/**
 * Reads which tenant the sign-in reached. Graph answers the organization of the token, so its id is the proof, and not the id that was asked for. Whether it is the
 * expected tenant is for core to say.
 */
export async function readOrganization({ client, session, now }: Reader): Promise<Evidence<TenantIdentity>> {
  const answer = await client.get(session, 'organization?$select=id,displayName,verifiedDomains', organizationAnswer);
  return answer.isOk() ? collected(identityOf(answer.value), now()) : notCollected(answer.error, now());
}

function identityOf({ value: organizations }: OrganizationAnswer): TenantIdentity {
  const [{ id, displayName, verifiedDomains }] = organizations;
  const domains = verifiedDomains.map(({ name }) => normalizeExternalTenantId(name)).filter(isExternalTenantId);
  const externalTenantId = normalizeExternalTenantId(id);
  return {
    externalTenantId,
    displayName: displayName.trim() === '' ? externalTenantId : displayName,
    verifiedDomains: [...new Set(domains)],
  };
}
