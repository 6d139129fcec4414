import { readFileSync } from 'node:fs';

/** CPU seconds of this process and of every program that it started and that has ended; null where the system does not say. */
export function cpuSeconds(): number | null {
  const { user, system } = process.cpuUsage();
  const children = endedChildren();
  return children === null ? null : (user + system) / 1e6 + children;
}

/** Linux counts in hundredths of a second, whatever the frequency of its timer. */
const perSecond = 100;

function endedChildren(): number | null {
  try {
    const stat = readFileSync('/proc/self/stat', 'utf8');
    // The name of the program is in parentheses and may contain spaces. `cutime` and `cstime` are the 14th and the 15th field behind it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[13]) + Number(fields[14])) / perSecond;
  } catch {
    return null;
  }
}
