/** The size of an SVG after the viewBox of its root; null without one. */
export function sizeOfSvg(svg: string): { readonly width: number; readonly height: number } | null {
  const box = /<svg\b[^>]*\bviewBox="\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)\s*"/.exec(svg);
  const [width, height] = [Number(box?.[1]), Number(box?.[2])];
  return width > 0 && height > 0 ? { width, height } : null;
}
