import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from './canonical-json.ts';
import type { JsonValue } from './json.ts';

/** SHA-256 of the canonical form of `value`, in lower-case hexadecimal: equal values, equal hash, whatever the key order. */
export function canonicalHash(value: JsonValue): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(value))));
}
