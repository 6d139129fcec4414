import type { ConnectionView } from '@tenantatlas/core/browser';
import type { ReactNode } from 'react';
import { FormDialog } from '../ui/form-dialog.tsx';
import { connectionTypes, removesCredential } from './edit-answers.ts';
import { EditConflict } from './edit-conflict.tsx';
import { referenceOf } from './reference.ts';
import { useConnectionText } from './use-connection-text.ts';
import { useEdit, type EditForm } from './use-edit.ts';

/** Properties of {@link EditDialog}. */
export interface EditDialogProps {
  /** As it is now, also while the dialog is open. */
  readonly connection: ConnectionView;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

/** Changes how a tenant is reached. Only what was changed is sent; the server judges it again. */
export default function EditDialog({ connection, onClose, onSaved }: EditDialogProps): ReactNode {
  const text = useConnectionText();
  const form = useEdit(connection);
  const { answers, base, theirs, isReading } = form;
  const reference = { reference: referenceOf(connection.workspaceId) };
  const credentialHint = base.hasCredential ? 'edit.credential.kept' : 'connect.credential.hint';
  return (
    <FormDialog
      title={text('edit.title', { connection: base.displayName })}
      submit={text('edit.submit')}
      questions={[
        {
          name: 'name',
          member: 'displayName',
          label: text('connect.name'),
          hint: text('connect.name.hint'),
          problemOf: (answer) => (answer === '' ? text('connect.missing') : null),
        },
        {
          name: 'type',
          label: text('connect.type'),
          hint: text('connect.type.hint'),
          options: connectionTypes.map((value) => ({ value, label: text(`connect.type.${value}`) })),
        },
        {
          name: 'external',
          member: 'externalTenantId',
          label: text('connect.external'),
          hint: text('connect.external.hint'),
          problemOf: (answer) => (answer === '' && base.externalTenantId !== null ? text('connect.missing') : null),
        },
        {
          name: 'credential',
          member: 'credentialReference',
          label: text('connect.credential'),
          hint: removesCredential(answers, base) ? text('edit.credential.removed') : text(credentialHint, reference),
          problemOf: (answer, { type }) =>
            type === 'dedicated' && answer === '' && !base.hasCredential ? text('connect.credential.missing') : null,
        },
      ]}
      answers={answers}
      onAnswers={form.change}
      outcome={form.outcome}
      isRefused={form.isUnchanged || theirs !== null || isReading}
      onSubmit={(sent) => void form.save(sent).then((saved) => saved.map(onSaved))}
      onClose={onClose}
    >
      <Effect form={form} />
      {form.isRestored && !theirs && !form.isUnchanged && (
        <div className="edit-restored">
          <p className="quiet">{text('edit.restored')}</p>
          <button type="button" className="button" onClick={form.takeTheirs}>
            {text('edit.discard')}
          </button>
        </div>
      )}
      <EditConflict form={form} />
    </FormDialog>
  );
}

/** What else the change does. Without a change of what a check depends on, nothing. */
function Effect({ form: { answers, base } }: { readonly form: EditForm }): ReactNode {
  const text = useConnectionText();
  const isOther = answers.type !== base.connectionType || answers.external.trim() !== (base.externalTenantId ?? '');
  const isChecked = answers.credential.trim() !== '';
  return (
    <div role="status">
      {(isOther || isChecked) && (
        <p className="consequence" data-tone="info">
          {text(isOther ? 'edit.effect.consent' : 'edit.effect.check')}
        </p>
      )}
    </div>
  );
}
