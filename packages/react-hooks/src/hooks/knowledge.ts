// Hooks of help. A call without the annotation would stay in every bundle, because it could have effects.
import { readHook } from '../query/use-read.ts';
import { contextualHelpOptions } from '../options.ts';

/**
 * The help that belongs to a problem, in the context of one view; null in `data.help` where no topic does. With null, where nothing is wrong, it is ready at once and
 * sends no request.
 */
export const useContextualHelp = /* @__PURE__ */ readHook(contextualHelpOptions);
