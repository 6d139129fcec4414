import type { ActionView, OperationRunView, TenantView } from '@tenantatlas/core/browser';
import { ActionButton, type ActionButtonProps } from '@tenantatlas/react-hooks/ui';
import { useState, type ComponentType, type ReactNode } from 'react';
import type { MessageId } from '../i18n/messages.ts';
import { useText } from '../i18n/use-text.ts';
import { MissingDialogPart } from '../parts/missing-part.tsx';
import { onDemand } from '../parts/on-demand.tsx';
import { usePreload } from '../parts/preload.ts';
import type { OfferDialogProps } from './offer-dialog.ts';

const dialog = { Waiting: () => null, Missing: MissingDialogPart };
const ExportDialog = onDemand<OfferDialogProps>(() => import('./export-dialog.tsx'), dialog);
const RestoreDialog = onDemand<OfferDialogProps>(() => import('./restore-dialog.tsx'), dialog);
const dialogs = [ExportDialog, RestoreDialog];

interface Offer {
  readonly type: string;
  readonly label: MessageId;
  readonly variant: 'plain' | 'caution';
  /** Asks for the inputs and names the change. */
  readonly dialog: ComponentType<OfferDialogProps>;
}

/** What a tenant's page offers, what overwrites last. */
const offers: readonly Offer[] = [
  { type: 'acme.mailbox_export', label: 'action.export', variant: 'plain', dialog: ExportDialog },
  { type: 'restore.execute', label: 'action.restore', variant: 'caution', dialog: RestoreDialog },
];

const Label: NonNullable<NonNullable<ActionButtonProps['slots']>['label']> = ({ action }) => {
  const text = useText();
  const offer = offers.find(({ type }) => type === action.type);
  return offer ? text(offer.label) : action.label;
};

/** Properties of {@link TenantActions}. */
export interface TenantActionsProps {
  readonly tenant: TenantView;
  readonly actions: readonly ActionView[];
  readonly onStarted: (run: OperationRunView) => void;
}

/** The buttons of a tenant's page; each knows whether its operation can be started, and why not. */
export function TenantActions({ tenant, actions, onStarted }: TenantActionsProps): ReactNode {
  usePreload(dialogs); // so that they open without the server, too
  const [open, setOpen] = useState<Offer | null>(null);
  const OpenDialog = open?.dialog;
  return (
    <>
      {offers.map((offer) => {
        const action = actions.find(({ type }) => type === offer.type);
        if (!action) return null;
        return (
          <ActionButton
            key={offer.type}
            // The dialog that opens names the change itself, in the reader's language.
            action={{ ...action, mutationScope: null }}
            variant={offer.variant}
            slots={{ label: Label }}
            onPress={() => setOpen(offer)}
          />
        );
      })}
      {OpenDialog && (
        <OpenDialog
          tenant={tenant}
          isPaused={actions.some(({ type, state }) => type === open?.type && state === 'paused')}
          onClose={() => setOpen(null)}
          onStarted={(run) => {
            setOpen(null);
            onStarted(run);
          }}
        />
      )}
    </>
  );
}
