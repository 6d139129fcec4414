import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { redactText } from '@tenantatlas/core/ports';
import type { PgStorage } from '../create-pg-storage.ts';
import { defineConfig, type TenantAtlasConfig } from './define-config.ts';
import { UsageError } from './usage-error.ts';

/** The configuration file could not be run. The text has the file and the error in one line. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

const configNames = ['ts', 'mts', 'mjs', 'js'].map((extension) => `tenantatlas.config.${extension}`);

/** The configuration file: `given` by name, or the one in `folder`; null when there is none. Two in one folder are refused: one of them would be ignored. */
export function findConfig(folder: string, given: string | null): string | null {
  if (given !== null) {
    if (existsSync(resolve(folder, given))) return resolve(folder, given);
    throw new UsageError(`--config names no file: there is no ${resolve(folder, given)}.`);
  }
  const found = configNames.filter((name) => existsSync(join(folder, name)));
  if (found.length > 1) throw new UsageError(`There are ${found.join(' and ')}. Keep one, or name one with --config.`);
  return found[0] === undefined ? null : join(folder, found[0]);
}

/** What the file exports: where the database is, or a storage that is open. `shown` is its path as messages name it. */
export async function readConfig(file: string, shown: string): Promise<TenantAtlasConfig | PgStorage> {
  const exports = await run(file, shown);
  for (const exported of exports) {
    const found = storageIn(exported);
    if (found) return found;
  }
  const given = exports.find(isPlainConfig);
  if (given) return checked(given, shown);
  throw new UsageError(
    `${shown} exports neither a configuration nor a storage. Add \`export default defineConfig({ database: process.env['DATABASE_URL'] })\`.`,
  );
}

/** Whether the file exported a storage of its own, which chooses its schema. */
export function isStorage(value: object): value is PgStorage {
  return ['migrate', 'plan', 'status', 'doctor', 'close'].every(
    (name) => typeof Reflect.get(value, name) === 'function',
  );
}

/** A file in plain JavaScript may not have called `defineConfig`. */
function checked(config: TenantAtlasConfig, shown: string): TenantAtlasConfig {
  try {
    return defineConfig(config);
  } catch (error) {
    throw new ConfigurationError(`${shown} could not be used: ${describe(error)}`);
  }
}

function isPlainConfig(value: unknown): value is TenantAtlasConfig {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['database', 'data', 'schema', 'permissions'].some((name) => Object.hasOwn(value, name))
  );
}

async function run(file: string, shown: string): Promise<readonly unknown[]> {
  try {
    const loaded = (await import(pathToFileURL(file).href)) as {
      readonly default?: unknown;
      readonly storage?: unknown;
      readonly atlas?: unknown;
    };
    return await Promise.all([loaded.storage, loaded.default, loaded.atlas]);
  } catch (error) {
    throw new ConfigurationError(`${shown} could not be read: ${describe(error)}`);
  }
}

/** The first line of what was thrown and of its causes; a stack would hide it. */
function describe(error: unknown): string {
  if (hasCode(error, 'ERR_UNKNOWN_FILE_EXTENSION'))
    return `Node ${process.versions.node} reads no TypeScript. Use Node 22.18 or newer, or write the file in JavaScript (.mjs).`;
  const texts: string[] = [];
  for (let at = error; at !== undefined && texts.length < 3; at = at instanceof Error ? at.cause : undefined)
    texts.push(firstLine(at));
  return redactText(withoutAddresses(texts.join('; caused by ')), 500);
}

function firstLine(thrown: unknown): string {
  const text = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return text.split(/[\r\n]/, 1)[0] ?? '';
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && Reflect.get(error, 'code') === code;
}

/**
 * A host's own error may quote the address that it failed on. Its password may have any character, also a space, so everything up to the last `@` of the line
 * goes, and all of an address of PostgreSQL. What else is secret, {@link redactText} finds.
 */
function withoutAddresses(line: string): string {
  return line
    .replaceAll(/(?<scheme>[a-z][a-z\d+.-]*:\/\/).*@\S*/gi, '$<scheme>[redacted]')
    .replaceAll(/(?<scheme>postgres(?:ql)?:\/\/)\S*/gi, '$<scheme>[redacted]');
}

/** The storage itself, or an object that carries it as `storage`. */
function storageIn(value: unknown): PgStorage | null {
  if (typeof value !== 'object' || value === null) return null;
  if (isStorage(value)) return value;
  return 'storage' in value && typeof value.storage === 'object' && value.storage !== null && isStorage(value.storage)
    ? value.storage
    : null;
}
