/**
 * A number for a name, as PostgreSQL's two-part advisory locks take it (FNV-1a, 32 bits, signed). Computed here and not by the server,
 * so that every version of it agrees. Two names may share a number: use it where that only blurs a figure, or where one may wait for the other.
 */
export function advisoryKey(name: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index += 1) {
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  }
  return hash | 0;
}
