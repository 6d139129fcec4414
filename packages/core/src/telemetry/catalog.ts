import { isDottedName, isKeyWord } from '../kernel/dotted-name.ts';
import { invariant } from '../kernel/invariant.ts';
import { deepFreeze } from '../kernel/json.ts';
import { optionChecks } from '../kernel/options.ts';
import { isRecord } from '../kernel/record.ts';
import { isName } from '../kernel/text.ts';
import { flag, instant, isMetadataField, token, type MetadataField } from './metadata.ts';

/** A product milestone that can be recorded. */
export interface EventDefinition {
  /** The capability that was used: a lower-case word, at most 60 characters. */
  readonly featureArea: string;
  /** What people call the events of this name, in the plural. */
  readonly label: string;
  /** The only keys that an event may carry, at most 20, each with the values that it takes. Empty for none. */
  readonly metadata: { readonly [key: string]: MetadataField };
}

/** Events by name, in the order in which summaries list them. */
export type EventCatalog = { readonly [name: string]: EventDefinition };

/** The longest name of an event, in characters. */
const maxEventNameLength = 120;

/** The events of the SDK. Their order and meaning do not change. */
export const builtInEvents = /* @__PURE__ */ deepFreeze({
  'product.onboarding.checkpoint_completed': {
    featureArea: 'onboarding',
    label: 'Onboarding checkpoints',
    metadata: { checkpoint_key: token(), lifecycle_state: token(), completed_at: instant() },
  },
  'product.support_diagnostics.opened': {
    featureArea: 'support_diagnostics',
    label: 'Support diagnostics',
    metadata: { source_surface: token(), operation_type: token() },
  },
  'product.operations.started': {
    featureArea: 'operations',
    label: 'Operations started',
    metadata: { operation_type: token() },
  },
  'product.stored_report.created': {
    featureArea: 'stored_reports',
    label: 'Stored reports',
    metadata: { report_type: token() },
  },
  'product.review_pack.requested': {
    featureArea: 'review_pack',
    label: 'Review packs requested',
    metadata: { source_surface: token(), include_operations: flag(), include_pii: flag() },
  },
} as const satisfies EventCatalog);

/** Names that begin with it are those of the SDK. */
const reservedPrefix = 'product.';

/**
 * Checks and freezes a host's own events and keeps them as types: a misspelt name, a misspelt key of the metadata and a value of another type do not compile where an
 * event is recorded. Throws an invariant that names the event, the rule and the fix.
 *
 * An event can carry only what its definition declares, and no declaration takes free text: no sentence, e-mail address or payload can be recorded.
 *
 * @see docs/guide/product-telemetry.md
 * @example
 * const events = defineEvents({
 *   'acme.campaign.sent': {
 *     featureArea: 'campaigns', label: 'Campaigns sent',
 *     metadata: { channel: token(['email', 'teams']), recipients: integer(), dry_run: flag() },
 *   },
 * });
 */
export function defineEvents<const Events extends EventCatalog>(events: Events): Events {
  invariant(
    isRecord(events),
    "defineEvents: pass an object of events by name, such as { 'acme.campaign.sent': { featureArea: 'campaigns', label: 'Campaigns sent', metadata: {} } }.",
  );
  for (const [name, definition] of Object.entries<EventDefinition>(events)) checkDefinition(name, definition);
  return deepFreeze(events);
}

function checkDefinition(eventName: string, definition: EventDefinition): void {
  const name = `Event "${eventName}"`;
  invariant(
    isDottedName(eventName, maxEventNameLength),
    `${name}: a name is lower-case words joined by dots, such as "acme.campaign.sent", at most ${maxEventNameLength} characters.`,
  );
  invariant(
    !eventName.startsWith(reservedPrefix),
    `${name}: names that begin with "${reservedPrefix}" are those of the SDK. Begin it with a word of your product, as in "acme.campaign.sent".`,
  );
  const check = optionChecks(name);
  check.names(definition, ['featureArea', 'label', 'metadata'], 'a member of an event');
  const { featureArea, label, metadata } = definition;
  invariant(
    isKeyWord(featureArea),
    `${name}: "featureArea" is 1 to 60 lower-case letters, digits and _, such as 'campaigns'.`,
  );
  invariant(isName(label), `${name}: give it a label that can be shown on one line.`);
  invariant(
    isRecord(metadata),
    `${name}: "metadata" is an object of fields by key, such as { dry_run: flag() }, or {} for none.`,
  );
  const fields = Object.entries(metadata);
  invariant(fields.length <= 20, `${name}: "metadata" has at most 20 keys.`);
  for (const [key, field] of fields) {
    // Every object inherits a member `constructor`: a reader that asks for it would find that one.
    invariant(
      isKeyWord(key) && key !== 'constructor',
      `${name}: the key "${key}" of the metadata cannot be used. Use 1 to 60 lower-case letters, digits and _, and not constructor.`,
    );
    invariant(
      isMetadataField(field),
      `${name}: "metadata.${key}" is what token(), integer(), flag() or instant() makes.`,
    );
  }
}
