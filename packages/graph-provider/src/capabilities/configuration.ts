import {
  parseInstant,
  type ConfigurationItem,
  type Evidence,
  type Instant,
  type OnItems,
  type ReadPart,
  type Result,
} from '@tenantatlas/core';
import type * as z from 'zod';
import { failure, type GraphFailure } from '../answers/failure.ts';
import type { GraphReads } from '../transport/client.ts';
import { evidenceOfParts, readParts, type PartRead } from './evidence.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { Reader } from './reader.ts';
import { catalogPolicy, catalogSetting, namedPolicy, settingsAnswer } from './shapes/policies.ts';

type Family = ConfigurationItem['family'];
type CatalogPolicy = z.output<typeof catalogPolicy>;
type Setting = z.output<typeof catalogSetting>;

/** Families whose policies are whole in their list. */
const lists = {
  conditional_access: 'identity/conditionalAccess/policies',
  device_configuration: 'deviceManagement/deviceConfigurations',
  device_compliance: 'deviceManagement/deviceCompliancePolicies',
} as const satisfies { readonly [family in Family]?: string };

/**
 * The settings catalog. Microsoft offers it in the beta version only.
 *
 * @see https://learn.microsoft.com/graph/api/intune-deviceconfigv2-devicemanagementconfigurationpolicy-list?view=graph-rest-beta
 */
const catalogPath = 'deviceManagement/configurationPolicies';
const catalogOf = ({ client }: Reader): GraphReads => client.beta;

/**
 * Reads the policies of each family with their fingerprints. A policy of the settings catalog is handed over with all of its settings or not at all. To whom Intune
 * assigns a policy is not part of it. A family that is refused or not licensed leaves the others, and says so.
 */
export async function readConfiguration(
  reader: Reader,
  onItems: OnItems<ConfigurationItem>,
): Promise<Evidence<readonly ReadPart[]>> {
  const families = Object.keys(lists) as (keyof typeof lists)[];
  const parts = await readParts([
    ...families.map((family) => ({ part: family, read: () => readList(reader, family, onItems) })),
    { part: 'settings_catalog', read: () => readCatalog(reader, onItems) },
  ]);
  return evidenceOfParts(parts, reader.now());
}

async function readList(
  { client, session }: Reader,
  family: keyof typeof lists,
  onItems: OnItems<ConfigurationItem>,
): Promise<Omit<PartRead, 'part'>> {
  let items = 0;
  const read = await client.pages(session, lists[family], namedPolicy, async (page) => {
    const found = page.map((policy) => itemOf(family, policy.displayName, policy, policy));
    items += found.length;
    await onItems(found);
  });
  return { items, failure: read.failure };
}

/** Reads the settings catalog. The settings of a page of policies are read in batches. */
async function readCatalog(reader: Reader, onItems: OnItems<ConfigurationItem>): Promise<Omit<PartRead, 'part'>> {
  let items = 0;
  let missing: GraphFailure | null = null;
  const read = await catalogOf(reader).pages(reader.session, catalogPath, catalogPolicy, async (page) => {
    const { found, failure: failed } = await withSettings(reader, page);
    missing ??= failed;
    items += found.length;
    if (found.length > 0) await onItems(found);
  });
  return { items, failure: read.failure ?? missing };
}

async function withSettings(
  reader: Reader,
  policies: readonly CatalogPolicy[],
): Promise<{ readonly found: readonly ConfigurationItem[]; readonly failure: GraphFailure | null }> {
  const requests = policies.map(({ id }) => ({ path: settingsPath(id) }));
  const answers = await catalogOf(reader).batch(reader.session, requests, settingsAnswer);
  const found: ConfigurationItem[] = [];
  let failed: GraphFailure | null = null;
  for (const [index, policy] of policies.entries()) {
    const settings = await allSettings(reader, policy.id, answers[index]);
    if ('settings' in settings)
      found.push(itemOf('settings_catalog', policy.name, policy, { ...policy, settings: settings.settings }));
    // A policy that was deleted a moment ago is not missing.
    else if (settings.failure.status !== 404) failed ??= settings.failure;
  }
  return { found, failure: failed };
}

type SettingsRead = { readonly settings: readonly Setting[] } | { readonly failure: GraphFailure };

/** All settings of a policy: what the batch answered, or every page where that was the first of several. */
async function allSettings(
  reader: Reader,
  id: string,
  answer: Result<z.output<typeof settingsAnswer>, GraphFailure> | undefined,
): Promise<SettingsRead> {
  if (answer === undefined) return { failure: noAnswer };
  if (answer.isErr()) return { failure: answer.error };
  if (answer.value['@odata.nextLink'] === undefined) return { settings: answer.value.value };
  const settings: Setting[] = [];
  let isTooMany = false;
  const read = await catalogOf(reader).pages(reader.session, settingsPath(id), catalogSetting, (page) => {
    isTooMany ||= settings.length + page.length > maxSettings;
    if (!isTooMany) settings.push(...page);
  });
  const failed = read.failure ?? (isTooMany ? tooManySettings : null);
  return failed ? { failure: failed } : { settings };
}

/** Settings of one policy that are held at once. */
const maxSettings = 20_000;
const tooManySettings = failure('failed', 'unknown_error', { providerCode: 'too_many_settings' });
const noAnswer = failure('failed', 'provider_unavailable', { providerCode: 'no_response' });

function settingsPath(id: string): string {
  return `${catalogPath}/${id}/settings?$top=1000`;
}

interface Dated {
  readonly id: string;
  readonly createdDateTime?: string | null | undefined;
  readonly modifiedDateTime?: string | null | undefined;
  readonly lastModifiedDateTime?: string | null | undefined;
}

/** A policy with its fingerprint. */
export function itemOf(family: Family, displayName: string, policy: Dated, whole: object): ConfigurationItem {
  return { family, id: policy.id, displayName, fingerprint: fingerprintOf(whole), changedAt: changedAt(policy) };
}

/** A policy that was never changed has the instant of its creation. */
function changedAt({ createdDateTime, modifiedDateTime, lastModifiedDateTime }: Dated): Instant | null {
  const text = lastModifiedDateTime ?? modifiedDateTime ?? createdDateTime;
  return typeof text === 'string' ? parseInstant(text) : null;
}
