/** Whether a path in the folder of a host, or a message of a compiler that begins with one, is about the host's own files or about our packages. */
export function isOfHost(path: string): boolean {
  return /^(server|page|node_modules\/@tenantatlas)\b/.test(path);
}
