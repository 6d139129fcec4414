import type { OperationRunView, TenantView } from '@tenantatlas/core/browser';

/** Properties of a dialog that asks for the inputs of an operation. */
export interface OfferDialogProps {
  /** Whether the page behind shows the operation as paused. */
  readonly isPaused: boolean;
  readonly tenant: Pick<TenantView, 'workspaceId' | 'tenantId' | 'name'>;
  readonly onClose: () => void;
  readonly onStarted: (run: OperationRunView) => void;
}
