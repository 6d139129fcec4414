// The English of all components together. A component itself loads only the messages of its own folder.
import { actionsMessages } from './actions/messages.ts';
import { auditMessages } from './audit/messages.ts';
import { baseMessages } from './base/messages.ts';
import { connectionsMessages } from './connections/messages.ts';
import { controlsMessages } from './controls/messages.ts';
import { feedbackMessages } from './feedback/messages.ts';
import { helpMessages } from './help/messages.ts';
import { listsMessages } from './lists/messages.ts';
import { onboardingMessages } from './onboarding/messages.ts';
import { operationsMessages } from './operations/messages.ts';
import { surfacesMessages } from './surfaces/messages.ts';
import { telemetryMessages } from './telemetry/messages.ts';

const tables = [
  baseMessages,
  feedbackMessages,
  listsMessages,
  controlsMessages,
  actionsMessages,
  operationsMessages,
  auditMessages,
  connectionsMessages,
  telemetryMessages,
  helpMessages,
  surfacesMessages,
  onboardingMessages,
] as const;

type KeysOf<Table> = Table extends unknown ? keyof Table & string : never;

/** The id of a message of the components. */
export type UiMessageId = KeysOf<(typeof tables)[number]>;

/** All messages of the components in one language. A missing or an unknown one does not compile. */
export type UiWording = { readonly [Id in UiMessageId]: string };

/** The texts of components without messages of the provider. */
export const english: UiWording = /* @__PURE__ */ joined();

function joined(): UiWording {
  // The type of a spread of a union is looser than what is in it.
  return Object.freeze(Object.fromEntries(tables.flatMap((table) => Object.entries(table)))) as UiWording;
}
