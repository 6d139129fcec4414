import { useSay } from '@tenantatlas/react-hooks';
import { useCallback } from 'react';
import { sayOnboarding, type OnboardingMessageId } from './messages.ts';

/** Texts about onboarding in the reader's language. */
export type OnboardingText = (id: OnboardingMessageId, params?: { readonly [name: string]: string | number }) => string;

/** As `useText`, for the texts about onboarding. */
export function useOnboardingText(): OnboardingText {
  const inLanguage = useSay();
  return useCallback((id, params) => inLanguage(sayOnboarding(id, params)), [inLanguage]);
}
