import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** A content coding of HTTP that this server speaks, by what its files end with. */
export const codings = { br: '.br', gzip: '.gz' } as const;

/** See {@link codings}. */
export type Coding = keyof typeof codings;

/** What is compressed: other types are so already. */
export const isCompressible = (path: string): boolean => /\.(?:js|css|html|svg|json|txt|map)$/.test(path);

/** Compresses; `effort` is high for what is compressed once and served often. */
export function compress(bytes: Uint8Array, coding: Coding, effort: 'once' | 'often'): Uint8Array<ArrayBuffer> {
  if (coding === 'gzip') return new Uint8Array(gzipSync(bytes, { level: effort === 'once' ? 9 : 5 }));
  const quality = effort === 'once' ? constants.BROTLI_MAX_QUALITY : 4;
  return new Uint8Array(
    brotliCompressSync(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }),
  );
}

/** The best coding that a browser takes, after its `Accept-Encoding`; null for none. */
export function acceptedCoding(header: string | null): Coding | null {
  const weights = new Map(
    (header ?? '').split(',').map((part): [string, number] => {
      const [name = '', ...params] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/);
      const weight = params.find((param) => param.startsWith('q='));
      return [name, weight === undefined ? 1 : Number(weight.slice(2))];
    }),
  );
  const weightOf = (coding: string): number => weights.get(coding) ?? weights.get('*') ?? 0;
  const best = (['br', 'gzip'] as const).filter((coding) => weightOf(coding) > 0);
  return best.sort((a, b) => weightOf(b) - weightOf(a))[0] ?? null;
}
