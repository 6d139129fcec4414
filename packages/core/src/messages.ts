import { peopleMessages } from './access/messages.ts';
import { auditMessages } from './audit/messages.ts';
import { connectionMessages } from './connections/messages.ts';
import { controlMessages } from './controls/messages.ts';
import { scopeMessages } from './controls/scope-messages.ts';
import { errorMessages } from './kernel/errors.ts';
import { inputMessages } from './kernel/issues.ts';
import { lazy } from './kernel/lazy.ts';
import type { Messages } from './kernel/sentence.ts';
import { errorHelpMessages } from './knowledge/error-help-messages.ts';
import { explanationMessages } from './knowledge/explanation-messages.ts';
import { exportMessages } from './knowledge/export-messages.ts';
import { glossaryMessages } from './knowledge/glossary-messages.ts';
import { helpInputMessages } from './knowledge/input-messages.ts';
import { reasonMessages } from './knowledge/reason-messages.ts';
import { topicMessages } from './knowledge/topic-messages.ts';
import { lifecycleMessages } from './lifecycle/presentation.ts';
import { maintenanceMessages } from './maintenance/messages.ts';
import { onboardingMessages } from './onboarding/messages.ts';
import { runMessages } from './runs/messages.ts';
import { shippedNames } from './shipped-names.ts';
import { surfaceMessages } from './surfaces/messages.ts';
import { usageMessages } from './telemetry/figure-messages.ts';
import { telemetryMessages } from './telemetry/messages.ts';
import { verificationMessages } from './verification/messages.ts';
import { memberMessages } from './workspaces/messages.ts';

const all = lazy((): Messages => ({
  ...errorMessages,
  ...inputMessages,
  ...peopleMessages,
  ...auditMessages,
  ...connectionMessages,
  ...controlMessages,
  ...errorHelpMessages,
  ...explanationMessages,
  ...exportMessages,
  ...glossaryMessages,
  ...helpInputMessages,
  ...scopeMessages,
  ...lifecycleMessages,
  ...maintenanceMessages,
  ...memberMessages,
  ...onboardingMessages,
  ...reasonMessages,
  ...runMessages,
  ...surfaceMessages,
  ...telemetryMessages,
  ...usageMessages,
  ...topicMessages,
  ...verificationMessages,
  ...shippedNames,
}));

/** Every message of the SDK in one language, in ICU syntax: the base for a partner's own wording. */
export type MessageCatalog = { readonly [id: string]: string };

/** The catalogs that the SDK ships. Each is made at its first use: most processes never read one. */
export const messageCatalogs: { readonly en: MessageCatalog; readonly de: MessageCatalog } = Object.freeze({
  get en() {
    return english();
  },
  get de() {
    return german();
  },
});

const english = lazy(() => language('en'));
const german = lazy(() => language('de'));

function language(code: 'en' | 'de'): MessageCatalog {
  return Object.freeze(Object.fromEntries(Object.entries(all()).map(([id, entry]) => [id, entry[code]])));
}
