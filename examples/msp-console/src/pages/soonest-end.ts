/** Orders pauses by their ends, the soonest first; those without an end stand last. */
export function soonestEnd(
  left: { readonly expiresAt: string | null },
  right: { readonly expiresAt: string | null },
): number {
  if (left.expiresAt === right.expiresAt) return 0;
  if (left.expiresAt === null) return 1;
  if (right.expiresAt === null) return -1;
  return Date.parse(left.expiresAt) - Date.parse(right.expiresAt);
}
