import type { TenantView } from '@tenantatlas/core/browser';
import { useCreateConnection } from '@tenantatlas/react-hooks';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { paths } from '../paths.ts';
import { FormDialog } from '../ui/form-dialog.tsx';
import { referenceOf } from './reference.ts';
import { useConnectionText } from './use-connection-text.ts';

/** Properties of {@link ConnectDialog}. */
export interface ConnectDialogProps {
  readonly tenant: Pick<TenantView, 'workspaceId' | 'tenantId' | 'name' | 'externalTenantId'>;
  readonly onClose: () => void;
  /** Called with the new connection. @default leads to its page */
  readonly onConnected?: (connectionId: string) => void;
}

const providers = ['microsoft'] as const;
const types = ['dedicated', 'platform'] as const;

/** Asks how a tenant is reached, and makes the connection. The server judges all of it again. */
export default function ConnectDialog({ tenant, onClose, onConnected }: ConnectDialogProps): ReactNode {
  const text = useConnectionText();
  const [, navigate] = useLocation();
  const { workspaceId, tenantId, name, externalTenantId } = tenant;
  const { run, ...outcome } = useCreateConnection();
  const needed = (answer: string): string | null => (answer === '' ? text('connect.missing') : null);
  return (
    <FormDialog
      title={text('connect.title', { tenant: name })}
      submit={text('connect.action')}
      questions={[
        {
          name: 'name',
          member: 'displayName',
          label: text('connect.name'),
          hint: text('connect.name.hint'),
          initial: name,
          problemOf: needed,
        },
        {
          name: 'provider',
          label: text('connect.provider'),
          hint: text('connect.provider.hint'),
          initial: 'microsoft',
          options: providers.map((value) => ({ value, label: text(`connect.provider.${value}`) })),
        },
        {
          name: 'type',
          label: text('connect.type'),
          hint: text('connect.type.hint'),
          initial: 'dedicated',
          options: types.map((value) => ({ value, label: text(`connect.type.${value}`) })),
        },
        {
          name: 'external',
          member: 'externalTenantId',
          label: text('connect.external'),
          hint: text('connect.external.hint'),
          initial: externalTenantId ?? '',
          problemOf: needed,
        },
        {
          name: 'credential',
          member: 'credentialReference',
          label: text('connect.credential'),
          hint: text('connect.credential.hint', { reference: referenceOf(workspaceId) }),
          problemOf: (answer, { type }) =>
            type === 'dedicated' && answer === '' ? text('connect.credential.missing') : null,
        },
      ]}
      outcome={outcome}
      onSubmit={(answers) => {
        const connection = {
          workspaceId,
          tenantId,
          provider: answers.provider,
          connectionType: types.find((one) => one === answers.type) ?? 'dedicated',
          displayName: answers.name,
          externalTenantId: answers.external,
          credentialReference: answers.credential === '' ? null : answers.credential,
        };
        const show = (id: string): void => navigate(paths.connection(workspaceId, tenantId, id));
        void run(connection).then((made) => made.map(({ id }) => (onConnected ?? show)(id)));
      }}
      onClose={onClose}
    />
  );
}
