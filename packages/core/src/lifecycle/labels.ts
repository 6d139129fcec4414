import type { Sentence } from '../kernel/sentence.ts';
import type { TenantLifecycle } from '../ports/tenant-store.ts';

/** The English word for each lifecycle, by value. Its translations are in the catalog of presentations, under the same id. */
export const lifecycleWords = {
  draft: 'Draft',
  onboarding: 'Onboarding',
  active: 'Active',
  archived: 'Archived',
} as const satisfies { readonly [value in TenantLifecycle]: string };

/**
 * The word for a lifecycle, as on every badge: for filters, figures and sentences of your own. Null for a value that does not exist.
 *
 * @example
 * const say = useSay();
 * <option value="active">{say(lifecycleLabel('active'))}</option>
 */
export function lifecycleLabel(value: TenantLifecycle): Sentence;
export function lifecycleLabel(value: string): Sentence | null;
export function lifecycleLabel(value: string): Sentence | null {
  if (!Object.hasOwn(lifecycleWords, value)) return null;
  return { id: `lifecycle.${value}.label`, params: {}, text: lifecycleWords[value as TenantLifecycle] };
}
