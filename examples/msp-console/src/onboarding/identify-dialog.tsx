import type { OnboardingView, TenantView } from '@tenantatlas/core/browser';
import { useCreateTenant, useUpdateOnboarding, type AnyAtlasError } from '@tenantatlas/react-hooks';
import { useState, type ReactNode } from 'react';
import { useText, type Text } from '../i18n/use-text.ts';
import { useThisWorkspace } from '../shell/in-workspace.tsx';
import { FormDialog, type Question } from '../ui/form-dialog.tsx';
import { idOf } from '../ui/ids.ts';
import { tenantOptions, useTenantsToOnboard } from './tenants-to-onboard.ts';
import { useOnboardingText, type OnboardingText } from './use-onboarding-text.ts';
import { WaitingDialog } from './waiting-dialog.tsx';
import { isOutdated } from './wizard.ts';

const creatingNeeds = 'tenants.manage';

/** Properties of {@link IdentifyDialog}. */
export interface IdentifyDialogProps {
  readonly session: OnboardingView;
  readonly onClose: (refusal?: AnyAtlasError) => void;
}

/** Asks which tenant is onboarded: one that exists, or a new one. */
export default function IdentifyDialog(props: IdentifyDialogProps): ReactNode {
  const text = useOnboardingText();
  const { workspaceId } = useThisWorkspace();
  return (
    <WaitingDialog
      result={useTenantsToOnboard(workspaceId)}
      title={text('onboarding.identify.title')}
      onClose={props.onClose}
    >
      {({ items }) => <Form {...props} tenants={items} />}
    </WaitingDialog>
  );
}

interface FormProps extends IdentifyDialogProps {
  readonly tenants: readonly TenantView[];
}

function Form({ session, tenants, onClose }: FormProps): ReactNode {
  const text = useOnboardingText();
  const inConsole = useText();
  const { capabilities } = useThisWorkspace();
  const mayCreate = capabilities.includes(creatingNeeds);
  const creating = useCreateTenant();
  const updating = useUpdateOnboarding();
  const [version] = useState(session.version); // what the person decides on is what was shown when they began
  const [answers, setAnswers] = useState({
    tenant: mayCreate ? '' : (tenants[0]?.tenantId ?? ''),
    name: session.draftName ?? '',
    external: '',
  });
  const { workspaceId, id: onboardingId } = session;
  const identify = async (tenantId: string): Promise<void> => {
    const answer = await updating.run({ workspaceId, onboardingId, expectedVersion: version, tenantId });
    if (answer.isOk()) onClose();
    else if (isOutdated(answer.error)) onClose(answer.error);
  };
  const createAndIdentify = async ({ name, external }: typeof answers): Promise<void> => {
    const tenant = { workspaceId, tenantId: idOf('', name), name, externalTenantId: external === '' ? null : external };
    const answer = await creating.run(tenant);
    if (answer.isErr()) return;
    const { tenantId } = answer.value;
    // It is not made again when the step after it has to be repeated.
    setAnswers({ ...answers, tenant: tenantId });
    await identify(tenantId);
  };
  const isNew = answers.tenant === '';
  const isMade = !isNew && !tenants.some(({ tenantId }) => tenantId === answers.tenant);
  const isImpossible = isNew && !mayCreate;
  return (
    <FormDialog
      title={text('onboarding.identify.title')}
      submit={text('onboarding.identify.submit')}
      questions={[
        {
          name: 'tenant',
          member: 'tenantId',
          label: text('onboarding.start.tenant'),
          hint: text('onboarding.identify.hint'),
          options: [
            ...(mayCreate ? [{ value: '', label: text('onboarding.identify.new') }] : []),
            ...(isMade ? [{ value: answers.tenant, label: answers.name }] : []),
            ...tenantOptions(tenants, text),
          ],
        },
        ...(isNew && mayCreate ? ofNewTenant(text, inConsole) : []),
      ]}
      answers={answers}
      onAnswers={setAnswers}
      outcome={isNew ? creating : updating}
      isRefused={isImpossible}
      onSubmit={(given) => void (isNew ? createAndIdentify(given) : identify(given.tenant))}
      onClose={() => onClose()}
    >
      {isImpossible && <p className="hint">{inConsole('capability.missing', { capability: creatingNeeds })}</p>}
    </FormDialog>
  );
}

/** What is asked about a tenant that is to be made. */
function ofNewTenant(text: OnboardingText, inConsole: Text): readonly Question<'name' | 'external'>[] {
  return [
    {
      name: 'name',
      member: 'name',
      label: text('onboarding.start.name'),
      hint: text('onboarding.identify.name.hint'),
      problemOf: (answer) => (answer === '' ? inConsole('form.missing') : null),
    },
    {
      name: 'external',
      member: 'externalTenantId',
      label: inConsole('tenants.external'),
      hint: inConsole('tenants.create.external'),
    },
  ];
}
