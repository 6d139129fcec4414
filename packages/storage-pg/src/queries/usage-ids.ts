import { Buffer } from 'node:buffer';

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/**
 * An id of the ledger as hexadecimal digits of the bytes that are stored. A UUID in lower case takes 16 bytes instead of 36; any other text takes its own bytes. No two
 * texts have the same bytes: one whose bytes are 16 begins with a NUL, which no stored text has.
 */
export function compactId(text: string): string {
  if (uuid.test(text)) return text.replaceAll('-', '');
  const bytes = Buffer.from(text, 'utf8').toString('hex');
  return bytes.length === 32 ? `00${bytes}` : bytes;
}
