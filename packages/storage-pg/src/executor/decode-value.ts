import { invariant, InvariantError } from '@tenantatlas/core';
import { decodeArray } from './decode-array.ts';

type Decode = (text: string) => unknown;

/** By type OID, which PostgreSQL keeps stable for built-in types. Anything else stays text. */
const decoders: ReadonlyMap<number, Decode> = new Map<number, Decode>([
  [16, (text) => text === 't'], // boolean
  [20, decodeInteger], // bigint
  [21, decodeInteger], // smallint
  [23, decodeInteger], // integer
  [26, decodeInteger], // oid
  [700, Number], // real
  [701, Number], // double precision
  [114, decodeJson], // json
  [3802, decodeJson], // jsonb
  [1184, decodeInstant], // timestamptz
  [1000, decodeArray((text) => text === 't')],
  [1005, decodeArray(decodeInteger)],
  [1007, decodeArray(decodeInteger)],
  [1016, decodeArray(decodeInteger)],
  [1028, decodeArray(decodeInteger)],
  [1002, decodeArray((text) => text)], // char[]
  [1003, decodeArray((text) => text)], // name[]
  [1009, decodeArray((text) => text)], // text[]
  [1015, decodeArray((text) => text)], // varchar[]
  [1185, decodeArray(decodeInstant)],
]);

/** The types that {@link decodeValue} reads as something else than text. */
export const decodedTypes: readonly number[] = [...decoders.keys()];

/**
 * A column in PostgreSQL's text format as the port promises it: bigint a number, timestamptz an ISO string with milliseconds, json
 * parsed. Throws an invariant for a bigint beyond the safe integers: a count that large is a bug.
 */
export function decodeValue(typeId: number, text: string): unknown {
  const decode = decoders.get(typeId);
  return decode ? decode(text) : text;
}

function decodeInteger(text: string): number {
  const number = Number(text);
  invariant(
    Number.isSafeInteger(number),
    'The database holds an integer beyond 2^53; counts and versions must stay below it.',
  );
  return number;
}

function decodeJson(text: string): unknown {
  return JSON.parse(text);
}

const isoOutput = /^(\d{4,})-(\d{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2}(?:\.\d+)?)([+-]\d{2}(?::\d{2}){0,2})$/;

/** `2026-11-21 10:00:00.5+00` to `2026-11-21T10:00:00.500Z`. Digits beyond milliseconds are cut off. */
function decodeInstant(text: string): string {
  const match = isoOutput.exec(text);
  if (!match) throw new InvariantError('A timestamptz came in an unknown format; the unit must pin DateStyle to ISO.');
  const [, year = '', month, day, hour, minute, second = '', zone = ''] = match;
  const [whole = '00', fraction = ''] = second.split('.');
  const local = Date.parse(
    `${year.padStart(4, '0')}-${month}-${day}T${hour}:${minute}:${whole}.${fraction.padEnd(3, '0').slice(0, 3)}Z`,
  );
  invariant(Number.isFinite(local), 'A timestamptz outside the years 1 to 9999 was read.');
  return new Date(local - zoneMillis(zone)).toISOString();
}

function zoneMillis(zone: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = zone.slice(1).split(':').map(Number);
  return (zone.startsWith('-') ? -1 : 1) * ((hours * 60 + minutes) * 60 + seconds) * 1000;
}
