import type { MessageCatalog } from '@tenantatlas/core/browser';

/** The beginning of a placeholder, whose name no reader sees. */
const placeholder = /\{\s*\w+\s*(?=[,}])/g;

/**
 * The ids of the messages in which a reader sees `word`, in any case and as a part of longer words. The names of placeholders do not count. A product with words of its own
 * looks for those that it must give another text.
 *
 * @example
 * const left = messagesThatSay({ ...en, ...ours }, 'workspace'); // ours calls them customers
 */
export function messagesThatSay(messages: MessageCatalog, word: string): readonly string[] {
  const sought = word.toLowerCase();
  return Object.entries(messages)
    .filter(([, text]) => text.replace(placeholder, '{').toLowerCase().includes(sought))
    .map(([id]) => id);
}
