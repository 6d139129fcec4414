import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PgStorage } from '../create-pg-storage.ts';
import { UsageError } from './usage-error.ts';

/** The configuration file could not be run. The text has the file and the error in one line. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

const configNames = ['tenantatlas.config.js', 'tenantatlas.config.mjs'];

/** The configuration file in `folder`; null when there is none. */
export function findConfig(folder: string): string | null {
  return configNames.map((name) => join(folder, name)).find(existsSync) ?? null;
}

/** The storage that the file exports. */
export async function readConfig(file: string): Promise<PgStorage> {
  for (const exported of await run(file)) {
    const found = storageIn(exported);
    if (found) return found;
  }
  throw new UsageError(
    `${basename(file)} exports neither an atlas nor a storage. Add \`export const storage = orThrow(await createPgStorage({ ... }))\`.`,
  );
}

async function run(file: string): Promise<readonly unknown[]> {
  try {
    const loaded = (await import(pathToFileURL(file).href)) as {
      readonly default?: unknown;
      readonly storage?: unknown;
      readonly atlas?: unknown;
    };
    return await Promise.all([loaded.storage, loaded.default, loaded.atlas]);
  } catch (error) {
    throw new ConfigurationError(`${basename(file)} could not be read: ${describe(error)}`);
  }
}

/** The first line of what was thrown; a stack would hide it. */
function describe(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const [line = ''] = text.split(/[\r\n]/, 1);
  return withoutSecrets(line).slice(0, 300);
}

/** A host's own error may quote the address it failed on. */
function withoutSecrets(line: string): string {
  return line
    .replaceAll(/(?<scheme>[a-z][a-z\d+.-]*:\/\/).*@\S*/gi, '$<scheme>...')
    .replaceAll(/(?<scheme>postgres(?:ql)?:\/\/)\S*/gi, '$<scheme>...')
    .replaceAll(/(?<name>(?:password|passwd|pwd|secret|token|key)\s*[=:]\s*)\S+/gi, '$<name>...');
}

/** The storage itself, or an object that carries it as `storage`. */
function storageIn(value: unknown): PgStorage | null {
  if (typeof value !== 'object' || value === null) return null;
  if (isStorage(value)) return value;
  return 'storage' in value && typeof value.storage === 'object' && value.storage !== null && isStorage(value.storage)
    ? value.storage
    : null;
}

function isStorage(value: object): value is PgStorage {
  return ['migrate', 'plan', 'status', 'doctor', 'close'].every(
    (name) => typeof Reflect.get(value, name) === 'function',
  );
}
