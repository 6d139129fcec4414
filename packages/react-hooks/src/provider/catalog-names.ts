import type { Sentence } from '@tenantatlas/core/browser';

type Messages = { readonly [id: string]: string };

/** What the provider calls something that a catalog names: `messages['catalog.Restore execution']`, else the label itself. */
export function catalogName(messages: Messages, label: string): string {
  return wording(messages, `catalog.${label}`) ?? label;
}

/** The values of a sentence in the words of the provider: what a catalog names, and capabilities as `messages['capability.operations.start']` calls them. */
export function withNames(messages: Messages, params: Sentence['params']): Sentence['params'] {
  const named = replaced(params, ['label', 'change'], (label) => catalogName(messages, label));
  return replaced(named, ['capability'], (capability) => wording(messages, `capability.${capability}`) ?? capability);
}

/** The values of a sentence of core. Where it tells of a move, the stages are called as everywhere else: `lifecycle.active.label`. */
export function withWords(messages: Messages, { id, params }: Sentence): Sentence['params'] {
  const named = withNames(messages, params);
  if (id !== 'audit.summary.tenant_lifecycle_changed') return named;
  return replaced(
    named,
    ['from', 'to'],
    (stage) => wording(messages, `lifecycle.${stage.toLowerCase()}.label`) ?? stage,
  );
}

function replaced(
  params: Sentence['params'],
  names: readonly string[],
  by: (text: string) => string,
): Sentence['params'] {
  const texts = names.flatMap((name) => {
    const value = params[name];
    return typeof value === 'string' ? [[name, by(value)] as const] : [];
  });
  return { ...params, ...Object.fromEntries(texts) };
}

/** The provider's own words under an id. */
export function wording(messages: Messages, id: string): string | undefined {
  return Object.hasOwn(messages, id) ? messages[id] : undefined;
}
