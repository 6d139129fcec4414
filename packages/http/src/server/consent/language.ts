/**
 * The language of `available` that the browser prefers, from its `Accept-Language`; English, or else the first, where it prefers none of them. A region that is not there is served by
 * its language.
 *
 * @see RFC 9110 section 12.5.4
 */
export function preferredLanguage(header: string | null, available: readonly string[]): string {
  const fallback = available.find((tag) => tag === 'en') ?? available[0] ?? 'en';
  const wanted = (header ?? '').slice(0, 1_000).split(',').map(readRange);
  const ordered = wanted.filter(({ weight }) => weight > 0).toSorted((left, right) => right.weight - left.weight);
  for (const { range } of ordered) {
    const found = available.find((tag) => matches(range, tag));
    if (found !== undefined) return found;
  }
  return fallback;
}

function readRange(part: string): { readonly range: string; readonly weight: number } {
  const [range = '', ...parameters] = part.trim().toLowerCase().split(';');
  const given = parameters.map((each) => /^\s*q=([\d.]+)\s*$/.exec(each)?.[1]).find((each) => each !== undefined);
  const weight = given === undefined ? 1 : Number(given);
  return { range, weight: range === '' || Number.isNaN(weight) ? 0 : weight };
}

function matches(range: string, tag: string): boolean {
  const wanted = tag.toLowerCase();
  return range === wanted || range.split('-')[0] === wanted || wanted.split('-')[0] === range;
}
