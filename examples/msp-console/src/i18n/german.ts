import { de as answers } from '@tenantatlas/core/messages';
import { transportMessages } from '@tenantatlas/http/contract';
import { de as components } from '@tenantatlas/react-hooks/messages/de';
import { germanWords } from './german-words.ts';
import { connectionMessages } from '../connections/messages.ts';
import { onboardingMessages } from '../onboarding/messages.ts';
import { messages } from './messages.ts';

const own = Object.entries({ ...transportMessages, ...messages, ...connectionMessages, ...onboardingMessages }).map(
  ([id, { de }]) => [id, de] as const,
);

/** Everything that can be read here, in German. */
export const german: { readonly [id: string]: string } = {
  ...answers,
  ...components,
  ...Object.fromEntries(own),
  ...germanWords,
};
