import type { TenantView } from '@tenantatlas/core/browser';
import { useStartOnboarding, type AnyAtlasError } from '@tenantatlas/react-hooks';
import { useState, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useText } from '../i18n/use-text.ts';
import { paths } from '../paths.ts';
import { useThisWorkspace } from '../shell/in-workspace.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { tenantOptions, useTenantsToOnboard } from './tenants-to-onboard.ts';
import { useOnboardingText } from './use-onboarding-text.ts';
import { WaitingDialog } from './waiting-dialog.tsx';

/** Properties of {@link StartDialog}. */
export interface StartDialogProps {
  readonly onClose: () => void;
}

/** Asks which tenant is onboarded, or what it is called until it is identified, and leads to the page of the new onboarding. */
export default function StartDialog({ onClose }: StartDialogProps): ReactNode {
  const text = useOnboardingText();
  const { workspaceId } = useThisWorkspace();
  return (
    <WaitingDialog result={useTenantsToOnboard(workspaceId)} title={text('onboarding.start')} onClose={onClose}>
      {({ items }) => <Form tenants={items} onClose={onClose} />}
    </WaitingDialog>
  );
}

interface FormProps extends StartDialogProps {
  readonly tenants: readonly TenantView[];
}

function Form({ tenants, onClose }: FormProps): ReactNode {
  const text = useOnboardingText();
  const inConsole = useText();
  const [, navigate] = useLocation();
  const { workspaceId } = useThisWorkspace();
  const { run, ...outcome } = useStartOnboarding();
  const [answers, setAnswers] = useState({ tenant: '', name: '' });
  const running = 'error' in outcome ? openSession(outcome.error) : null;
  const name = {
    name: 'name',
    member: 'draftName',
    label: text('onboarding.start.name'),
    hint: text('onboarding.start.name.hint'),
    problemOf: (answer: string) => (answer === '' ? inConsole('form.missing') : null),
  } as const;
  return (
    <FormDialog
      title={text('onboarding.start')}
      submit={text('onboarding.start')}
      questions={[
        {
          name: 'tenant',
          member: 'tenantId',
          label: text('onboarding.start.tenant'),
          hint: text('onboarding.start.tenant.hint'),
          options: [{ value: '', label: text('onboarding.start.later') }, ...tenantOptions(tenants, text)],
        },
        ...(answers.tenant === '' ? [name] : []),
      ]}
      answers={answers}
      onAnswers={setAnswers}
      outcome={outcome}
      onSubmit={({ tenant }) => {
        const known = tenant === '' ? { draftName: answers.name.trim() } : { tenantId: tenant };
        void run({ workspaceId, ...known }).then((made) =>
          made.map(({ id }) => navigate(paths.onboarding(workspaceId, id))),
        );
      }}
      onClose={onClose}
    >
      {running !== null && (
        <p>
          <Link href={paths.onboarding(workspaceId, running)}>{text('onboarding.start.open')}</Link>
        </p>
      )}
    </FormDialog>
  );
}

/** The onboarding that the tenant has already; null for another error. */
function openSession(error: AnyAtlasError): string | null {
  return error.code === 'conflict' && error.reason === 'exists' ? (error.winner?.id ?? null) : null;
}
