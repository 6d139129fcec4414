// The subpath `@tenantatlas/core/messages`: the wording alone, for pages. It loads neither zod nor a service.
import { messageCatalogs, type MessageCatalog } from './messages.ts';

export { auditActionMessages } from './audit/host-actions.ts';
export { messagePlaceholders } from './kernel/message-format.ts';
export { messageProblems, type Messages } from './kernel/sentence.ts';

/** Every message of the SDK in English, in ICU syntax. */
export const en: MessageCatalog = messageCatalogs.en;

/**
 * Every message of the SDK in German, in ICU syntax.
 *
 * @example
 * import { de } from '@tenantatlas/core/messages';
 * import { de as deUi } from '@tenantatlas/react-hooks/messages';
 *
 * <AtlasProvider client={client} locale="de" messages={{ ...de, ...deUi }}>…</AtlasProvider>
 */
export const de: MessageCatalog = messageCatalogs.de;

export type { MessageCatalog };
