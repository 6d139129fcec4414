import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const bytes = 32;

/** The key that session cookies are signed with. It lies beside the data, so that sessions survive a restart. */
export function sessionKeyIn(folder: string): Buffer {
  const file = join(folder, 'session.key');
  try {
    writeFileSync(file, randomBytes(bytes), { flag: 'wx', mode: 0o600 });
  } catch (reason) {
    if ((reason as NodeJS.ErrnoException).code !== 'EEXIST') throw reason;
  }
  const key = readFileSync(file);
  if (key.length !== bytes)
    throw new Error(`${file} is not a session key. Remove it; everybody has to sign in again then.`);
  return key;
}
