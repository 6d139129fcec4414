import type { CollectionState } from '../kernel/evidence.ts';
import { invariant } from '../kernel/invariant.ts';
import { deepFreeze } from '../kernel/json.ts';
import { optionChecks } from '../kernel/options.ts';
import { isBuiltInReasonCode, isHostReasonCode, reasonCodes, type ReasonCode } from '../kernel/reason-codes.ts';
import type { Sentence } from '../kernel/sentence.ts';
import { isName } from '../kernel/text.ts';
import { licenceFacts, nextStepKinds, reasonFacts, type NextStepKind } from './catalog.ts';
import { sayReason as say } from './reason-messages.ts';

/** A reason of a host, in the host's own words. */
export interface HostReason {
  readonly label: string;
  /** One sentence. */
  readonly explanation: string;
  /** Whether asking again later may help without any change. @default false */
  readonly isRetryable?: boolean | undefined;
  /** What to do, the best first. @default none */
  readonly nextSteps?: readonly NextStepKind[] | undefined;
  /** The key of its help topic; null for a reason that has none on purpose. @default none, which `atlas.helpGaps()` reports */
  readonly topic?: string | null | undefined;
}

/** A host's reasons by code; each code begins with `ext.`. */
export type ReasonCatalog = { readonly [code: `ext.${string}`]: HostReason };

/** One way on. */
export interface NextStepView {
  readonly kind: NextStepKind;
  readonly label: Sentence;
}

/** A reason as people read it. */
export interface ReasonView {
  /** The code as support needs it, also one that is not known. Show `label` to people. */
  readonly diagnosticCode: string;
  /** False for a code that neither the closed list nor the host's catalog has. */
  readonly mapped: boolean;
  readonly label: Sentence;
  readonly explanation: Sentence;
  readonly isRetryable: boolean;
  readonly nextSteps: readonly NextStepView[];
  /** The provider's own code beside ours, for support; null where it gave none. */
  readonly providerCode: string | null;
}

/**
 * Checks a host's reasons and keeps their codes as types. Throws an invariant that names the member, the rule and the fix for a malformed entry, and for a code
 * without `ext.`: those are the SDK's.
 *
 * @example
 * const reasons = defineReasons({ 'ext.psa_contract_ended': { label: 'Contract ended', explanation: 'The contract of the customer has ended.' } });
 */
export function defineReasons<const R extends ReasonCatalog>(reasons: R): R {
  for (const [code, reason] of Object.entries<HostReason>(reasons)) checkReason(code, reason);
  return deepFreeze(reasons);
}

/**
 * What a code means. It never invents: an unknown code keeps itself in `diagnosticCode`, with `mapped: false` and words that explain nothing. A code that is
 * blank or not text is treated as unknown.
 *
 * `collection` says how the evidence stands that the reason belongs to. A code of the closed list for evidence that is `not_licensed` has the words and the steps of a missing
 * licence: the list has no code for it, and licences are not permissions.
 *
 * @see {@link reasonCodes}
 */
export function translateReason(
  code: string,
  catalog: ReasonCatalog = {},
  providerCode: string | null = null,
  collection: CollectionState | null = null,
): ReasonView {
  if (isBuiltInReasonCode(code)) {
    const isLicence = collection === 'not_licensed';
    const { isRetryable, nextSteps } = isLicence ? licenceFacts : reasonFacts[code];
    const name = isLicence ? 'not_licensed' : code;
    const words = { label: say(`reasons.${name}.label`), explanation: say(`reasons.${name}.text`) };
    return view(code, true, words, isRetryable, nextSteps, providerCode);
  }
  const own = isHostReasonCode(code) && Object.hasOwn(catalog, code) ? catalog[code] : undefined;
  if (own) {
    const words = {
      label: inWordsOfHost(code, 'label', own.label),
      explanation: inWordsOfHost(code, 'text', own.explanation),
    };
    return view(code, true, words, own.isRetryable ?? false, own.nextSteps ?? [], providerCode);
  }
  const words = { label: say('reasons.unmapped.label'), explanation: say('reasons.unmapped.text') };
  return view(code, false, words, false, ['contact_support'], providerCode);
}

/** Whether a code is of the closed list or of the host's catalog. */
export function isKnownReason(code: string, catalog: ReasonCatalog = {}): code is ReasonCode {
  return isBuiltInReasonCode(code) || (isHostReasonCode(code) && Object.hasOwn(catalog, code));
}

/** Every code that an atlas with this catalog knows: the closed list, then the host's. */
export function knownReasons(catalog: ReasonCatalog = {}): readonly ReasonCode[] {
  return [...reasonCodes, ...(Object.keys(catalog) as ReasonCode[])];
}

function view(
  diagnosticCode: string,
  mapped: boolean,
  words: { readonly label: Sentence; readonly explanation: Sentence },
  isRetryable: boolean,
  nextSteps: readonly NextStepKind[],
  providerCode: string | null,
): ReasonView {
  const steps = nextSteps.map((kind) => ({ kind, label: say(`reasons.step.${kind}`) }));
  return deepFreeze({ diagnosticCode, mapped, ...words, isRetryable, nextSteps: steps, providerCode });
}

/** Has an id of its own, so that a partner's catalog can replace or translate it; the host's text stands until then. */
function inWordsOfHost(code: string, part: 'label' | 'text', text: string): Sentence {
  return Object.freeze({ id: `reasons.${code}.${part}`, params: Object.freeze({}), text });
}

const nextSteps = `[${nextStepKinds.map((kind) => `'${kind}'`).join(', ')}]`;

function checkReason(code: string, reason: HostReason): void {
  const name = `Reason "${code}"`;
  invariant(
    isHostReasonCode(code),
    `${name}: a code of a host is "ext." and lower-case words joined by dots, such as "ext.contract_ended".`,
  );
  const check = optionChecks(name);
  check.names(reason, ['label', 'explanation', 'isRetryable', 'nextSteps', 'topic'], 'a member of a reason');
  for (const member of ['label', 'explanation'] as const)
    invariant(isName(reason[member]), `${name}: \`${member}\` is a text on one line that can be read.`);
  check.flag('isRetryable', reason.isRetryable);
  invariant(
    reason.topic === undefined || reason.topic === null || typeof reason.topic === 'string',
    `${name}: \`topic\` is the key of a help topic, such as "connection-unhealthy", or null for none.`,
  );
  check.list('nextSteps', reason.nextSteps, (step) => nextStepKinds.includes(step as NextStepKind), nextSteps);
}
