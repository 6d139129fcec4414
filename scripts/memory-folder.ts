import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readlinkSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a folder in memory needs, to be told otherwise in tests. */
export interface MemoryFolderOptions {
  /** A file system in memory. @default '/dev/shm' */
  readonly parent?: string;
  /** Bytes that have to be free, in the file system and in memory. A run takes up to 1 GiB. @default 6 GiB */
  readonly needed?: number;
}

/** Containers may share the file system in memory, and each numbers its processes anew. So a name has the number of the space in which its process has a number. */
const prefix = `tenantatlas-run-${processSpace()}-`;
const gibibyte = 2 ** 30;

/**
 * Makes a folder in memory for the temporary files of this process, and removes it when the process ends. Null when there is no file system in memory, it is too
 * small, or programs in it may not be executed; then temporary files go to the disk. A test database has about 600 files, and the system takes
 * several times the CPU time to make them on a disk.
 */
export function memoryFolder(options: MemoryFolderOptions = {}): string | null {
  const { parent = '/dev/shm', needed = 6 * gibibyte } = options;
  try {
    removeLeftovers(parent);
    const { bavail, bsize } = statfsSync(parent);
    if (bavail * bsize < needed || process.availableMemory() < needed) return null;
    const folder = mkdtempSync(join(parent, `${prefix}${String(process.pid)}-`));
    chmodSync(folder, 0o755); // PostgreSQL runs as another user when this process is root
    process.on('exit', () => remove(folder));
    return runsPrograms(folder) ? folder : null;
  } catch {
    return null; // a system without such a folder, or one that may not be written
  }
}

/** The PID namespace of Linux; 0 where there is none. */
function processSpace(): string {
  try {
    return /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? '0';
  } catch {
    return '0';
  }
}

/** A process that was killed leaves its folder, and memory is scarcer than a disk. */
function removeLeftovers(parent: string): void {
  for (const name of readdirSync(parent)) {
    const pid = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : 0;
    if (pid > 0 && !isRunning(pid)) remove(join(parent, name));
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'; // EPERM is a process of another user
  }
}

/** Containers often mount it so that nothing in it may be executed. */
function runsPrograms(folder: string): boolean {
  const program = join(folder, 'program');
  writeFileSync(program, '#!/bin/sh\n', { mode: 0o755 });
  const { status } = spawnSync(program);
  rmSync(program);
  return status === 0;
}

/** What another process still writes to stays, for the next run to remove. */
function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // it belongs to another user, or is in use
  }
}
