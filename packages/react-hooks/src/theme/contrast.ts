/** A colour as red, green and blue, each from 0 to 255. */
type Channels = readonly [number, number, number];

function channelsOf(hex: string): Channels {
  const number = Number.parseInt(hex.slice(1), 16);
  return [number >> 16, (number >> 8) & 255, number & 255];
}

function luminance(hex: string): number {
  const [red, green, blue] = channelsOf(hex).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast of two colours such as `#1a1d23`, from 1 to 21, as WCAG 2 computes it. */
export function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** The colour with a share of another one in it. */
export function mixed(hex: string, into: string, share: number): string {
  const other = channelsOf(into);
  const channels = channelsOf(hex).map((value, at) => Math.round(value * (1 - share) + (other[at] ?? 0) * share));
  return `#${channels.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/** The colour nearest to `hex`, towards black or towards white, that has this contrast to the other one; null where none has. */
export function nearest(
  hex: string,
  other: string,
  wanted: number,
): { readonly hex: string; readonly way: 'darker' | 'lighter' } | null {
  for (let percent = 1; percent <= 100; percent += 1)
    for (const [way, end] of [
      ['darker', '#000000'],
      ['lighter', '#ffffff'],
    ] as const) {
      const moved = mixed(hex, end, percent / 100);
      if (contrast(moved, other) >= wanted) return { hex: moved, way };
    }
  return null;
}
