import type { OperationRunView, TenantView } from '@tenantatlas/core/browser';

/** Properties of a dialog that asks for the inputs of an operation. */
export interface OfferDialogProps {
  readonly tenant: Pick<TenantView, 'workspaceId' | 'tenantId' | 'name'>;
  readonly onClose: () => void;
  readonly onStarted: (run: OperationRunView) => void;
}
