import { canonicalHash, compareText, type JsonValue } from '@tenantatlas/core/ports';

/** Members of a record that say which one it is and when it was written, at any depth. */
const records: ReadonlySet<string> = new Set([
  'id',
  'sourceId',
  'createdDateTime',
  'modifiedDateTime',
  'lastModifiedDateTime',
  'deletedDateTime',
]);

/** Members of a policy itself that change without a change of what it does. A counter called `version` deeper down is a rule. */
const labels: ReadonlySet<string> = new Set(['version', 'displayName', 'name', 'description', 'settingCount']);

/** Lists whose order is the rule: what is shown first on a device. Microsoft uses every other list as a set. */
const ordered: ReadonlySet<string> = new Set(['homeScreenDockIcons', 'homeScreenPages', 'icons', 'pages']);

/** Names of texts that are secrets, or stand for one with a value that changes with each reading. `passwordRequiredType` is a rule. */
const secretName = /(?:password|passphrase|secret|presharedkey|privatekey|token|secretreferencevalueid)$/i;

/**
 * One text for policies that do the same: SHA-256 over the canonical JSON of what the policy does.
 *
 * These do not count: ids of records, names and descriptions, instants of records, the counter of versions, annotations of OData except the type, secrets, members that
 * are null or empty, the order of members and of lists, except where the order is the rule, and whether text is composed. Everything else counts, known or not.
 * Ids of groups, roles and apps that a policy names are values of its rules, so they count.
 */
export function fingerprintOf(policy: object): string {
  return canonicalHash(objectOf(Object.entries(policy).filter(([name]) => !labels.has(name))) ?? {});
}

/** The part of a value that counts; undefined where nothing of it does. */
function meaningOf(value: unknown, isOrdered: boolean): JsonValue | undefined {
  if (typeof value === 'string') return textOf(value);
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (Array.isArray(value)) return listOf(value, isOrdered);
  return typeof value === 'object' && value !== null ? objectOf(Object.entries(value)) : undefined;
}

function objectOf(members: readonly (readonly [string, unknown])[]): JsonValue | undefined {
  const counting = members.filter(([name, value]) => !isLeftOut(name, value) && !isSecretValue(name, members));
  const meanings = counting.flatMap(([name, value]): (readonly [string, JsonValue])[] => {
    const meaning = meaningOf(value, ordered.has(name));
    return meaning === undefined ? [] : [[textOf(name), meaning]];
  });
  return meanings.length === 0 ? undefined : Object.fromEntries(meanings);
}

function listOf(list: readonly unknown[], isOrdered: boolean): JsonValue | undefined {
  const meanings = list.flatMap((each) => meaningOf(each, false) ?? []);
  if (meanings.length === 0) return undefined;
  return isOrdered ? meanings : sorted(meanings);
}

/** By the hash of each, because two objects have no order of their own. */
function sorted(list: readonly JsonValue[]): readonly JsonValue[] {
  return list
    .map((value) => [canonicalHash(value), value] as const)
    .toSorted(([one], [other]) => compareText(one, other))
    .map(([, value]) => value);
}

function isLeftOut(name: string, value: unknown): boolean {
  if (records.has(name)) return true;
  if (name.includes('@odata.')) return name !== '@odata.type';
  return typeof value === 'string' && secretName.test(name);
}

/** Whether it is the value of a setting that holds a secret: encrypted custom settings, and secrets of the settings catalog. */
function isSecretValue(name: string, members: readonly (readonly [string, unknown])[]): boolean {
  if (name !== 'value' && name !== 'valueState') return false;
  return members.some(
    ([other, value]) =>
      (other === 'isEncrypted' && value === true) ||
      (other === '@odata.type' && typeof value === 'string' && /SecretSettingValue$/.test(value)),
  );
}

/** Composed, and without halves of pairs, which have no canonical form. */
function textOf(text: string): string {
  return text.toWellFormed().normalize('NFC');
}
