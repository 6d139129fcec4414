import * as z from 'zod';
import { described, instantAnswer } from '../kernel/answers.ts';
import type { Instant } from '../kernel/instant.ts';
import { deepFreeze } from '../kernel/json.ts';
import type { BuiltInReasonCode } from '../kernel/reason-codes.ts';
import type { Sentence } from '../kernel/sentence.ts';
import { consentReasons, type ConsentOutcome } from './consent-rules.ts';
import { sayConnection as say } from './messages.ts';

/** Where an administrator of the tenant gives consent. */
export interface ConsentLink {
  /** An address of the provider. It holds the secret of the request, so keep it out of logs. */
  readonly url: string;
  /** From here on an answer comes too late. */
  readonly expiresAt: Instant;
}

/** A {@link ConsentLink}. */
export const consentLinkAnswer = described<ConsentLink>()('ConsentLink', () =>
  z.strictObject({ url: z.string(), expiresAt: instantAnswer() }),
);

/** How a consent ended, for the page that its administrator sees. It names no workspace, no tenant and no connection. */
export interface ConsentCompletion {
  /** For programs; the words are in `title` and `message`. */
  readonly outcome: ConsentOutcome;
  /** `ok` when it was granted, else a code of `reasonCodeGroups`. */
  readonly reasonCode: 'ok' | BuiltInReasonCode;
  /** The outcome in a few words. */
  readonly title: Sentence;
  /** What it means and what to do next. */
  readonly message: Sentence;
}

/** The words of an outcome. They are the same for all workspaces. */
export function consentCompletion(outcome: ConsentOutcome): ConsentCompletion {
  return deepFreeze({
    outcome,
    reasonCode: consentReasons[outcome],
    title: say(`connections.consent.title.${outcome}`),
    message: say(`connections.consent.message.${outcome}`),
  });
}
