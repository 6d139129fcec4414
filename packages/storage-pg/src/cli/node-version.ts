/** Why the running Node is refused, in one line; null when it is not. `range` is that of the manifest, such as `>=22.13`. */
export function refuseNode(running: string, range: string): string | null {
  const [major, minor] = numbersIn(running);
  const [leastMajor, leastMinor] = numbersIn(range);
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return null;
  return `This needs Node ${leastMajor}.${leastMinor} or newer, and runs on ${running}.`;
}

function numbersIn(version: string): readonly [major: number, minor: number] {
  const [, major = '0', minor = '0'] = /(\d+)(?:\.(\d+))?/.exec(version) ?? [];
  return [Number(major), Number(minor)];
}
