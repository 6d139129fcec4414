import { expect, it } from 'vitest';
import { onboardingMessages, type OnboardingMessageId } from './messages.ts';
import { tenantOptions } from './tenants-to-onboard.ts';

const text = (id: OnboardingMessageId, params: { readonly [name: string]: string | number } = {}): string =>
  onboardingMessages[id].en.replace('{tenant}', String(params['tenant']));

it('marks a tenant that is being onboarded, so that a second onboarding is not offered as if it were possible', () => {
  const tenants = [
    { tenantId: 't-1', name: 'Contoso', lifecycle: 'draft' },
    { tenantId: 't-2', name: 'Fabrikam', lifecycle: 'onboarding' },
  ] as const;
  expect(tenantOptions(tenants, text)).toEqual([
    { value: 't-1', label: 'Contoso' },
    { value: 't-2', label: 'Fabrikam (onboarding)' },
  ]);
});
