import type { Sentence, TenantLifecycle } from '@tenantatlas/core/browser';

/** The English of the labels in core's presentation, which a page does not load. A test compares them. */
const words = {
  draft: 'Draft',
  onboarding: 'Onboarding',
  active: 'Active',
  archived: 'Archived',
} as const satisfies { readonly [value in TenantLifecycle]: string };

/**
 * The label of a lifecycle, as on every badge: for filters, figures and sentences of your own. Null for a value that does not exist.
 *
 * @example
 * const say = useSay();
 * <option value="active">{say(lifecycleLabel('active'))}</option>
 */
export function lifecycleLabel(value: TenantLifecycle): Sentence;
export function lifecycleLabel(value: string): Sentence | null;
export function lifecycleLabel(value: string): Sentence | null {
  if (!Object.hasOwn(words, value)) return null;
  return { id: `lifecycle.${value}.label`, params: {}, text: words[value as TenantLifecycle] };
}
