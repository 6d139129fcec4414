import { v7 } from 'uuid';

declare const crypto: { getRandomValues(bytes: Uint8Array): Uint8Array };

/** The source of new ids. They MUST be unique tokens of 1 to 120 characters. */
export interface IdGenerator {
  /** A new id. */
  next(): string;
}

/** How many random bytes are asked for at once: 256 ids. Asking for 16 takes five times as long as the rest of an id. */
const pooledBytes = 4_096;
/** After how many milliseconds random bytes are not used any more: a process that was copied with its memory must not make the ids of the other one. */
const pooledMillis = 1_000;

/** UUID version 7 (RFC 9562): unique, and roughly in order of creation, which keeps indexes compact. Those of one process ascend. */
export const uuidGenerator: IdGenerator = /* @__PURE__ */ createUuidGenerator(() => Date.now());

/** Makes ids by a clock in milliseconds since 1970. */
export function createUuidGenerator(epochMillis: () => number): IdGenerator {
  const pool = new Uint8Array(pooledBytes);
  let used = pooledBytes;
  let filledAt = 0;
  const [random, bytes] = [new Uint8Array(16), new Uint8Array(16)];
  const options = { random, msecs: 0, seq: 0 };

  const takeRandom = (now: number): void => {
    if (used === pooledBytes || Math.abs(now - filledAt) > pooledMillis) {
      crypto.getRandomValues(pool);
      used = 0;
      filledAt = now;
    }
    for (let at = 0; at < 16; at += 1) random[at] = pool[used + at] as number;
    used += 16;
  };

  return {
    next() {
      const now = epochMillis();
      takeRandom(now);
      if (now > options.msecs) {
        options.msecs = now;
        options.seq = sequenceOf(random);
      } else {
        // The number of a millisecond goes on from a random one. Where it is at its end, the id is one of the next millisecond.
        options.seq = (options.seq + 1) | 0;
        if (options.seq === 0) options.msecs += 1;
      }
      return textOf(v7(options, bytes));
    },
  };
}

/** 31 bits of the random bytes that the id does not show otherwise. */
function sequenceOf(random: Uint8Array): number {
  const [high = 0, upper = 0, lower = 0, low = 0] = random.subarray(6, 10);
  return ((high & 0x7f) << 24) | (upper << 16) | (lower << 8) | low;
}

const dash = 0x2d;
const [high, low] = [
  (byte: number | undefined) => digit((byte ?? 0) >> 4),
  (byte: number | undefined) => digit((byte ?? 0) & 15),
];

function digit(value: number): number {
  return value < 10 ? 0x30 + value : 0x57 + value;
}

/** The bytes as text. Joining the digits as texts, as the library does, leaves garbage of twenty times the size and takes twice as long. */
function textOf(b: Uint8Array): string {
  // prettier-ignore
  return String.fromCharCode(
    high(b[0]), low(b[0]), high(b[1]), low(b[1]), high(b[2]), low(b[2]), high(b[3]), low(b[3]), dash,
    high(b[4]), low(b[4]), high(b[5]), low(b[5]), dash, high(b[6]), low(b[6]), high(b[7]), low(b[7]), dash,
    high(b[8]), low(b[8]), high(b[9]), low(b[9]), dash, high(b[10]), low(b[10]), high(b[11]), low(b[11]),
    high(b[12]), low(b[12]), high(b[13]), low(b[13]), high(b[14]), low(b[14]), high(b[15]), low(b[15]),
  );
}
