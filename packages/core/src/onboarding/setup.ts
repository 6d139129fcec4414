import type { ConsentSetup } from '../connections/consent-url.ts';
import type { KnowledgeMethodsSetup } from '../knowledge/methods.ts';
import type { ProviderSetup } from '../verification/operation.ts';

/** What the methods of `onboarding` need of the atlas, the same for every caller. */
export interface OnboardingSetup extends ProviderSetup {
  readonly knowledge: KnowledgeMethodsSetup;
  readonly consent: Pick<ConsentSetup, 'redirectUri'>;
}
