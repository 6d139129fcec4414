import { v7 } from 'uuid';

/** The source of new ids. They MUST be unique tokens of 1 to 120 characters. */
export interface IdGenerator {
  /** A new id. */
  next(): string;
}

/** UUID version 7 (RFC 9562): unique, and roughly in order of creation, which keeps indexes compact. */
export const uuidGenerator: IdGenerator = { next: () => v7() };
