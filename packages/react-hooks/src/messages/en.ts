// The subpath `@tenantatlas/react-hooks/messages/en`: the components in English.
import type { MessageCatalog } from '@tenantatlas/core/browser';
import { english } from '../ui/english.ts';

/**
 * The wording of the components in English, in ICU syntax: the base for your own. Components bring it along.
 *
 * @example
 * const ours = { ...en, 'ui.control.pause': 'Stop' };
 */
export const en: MessageCatalog = english;
