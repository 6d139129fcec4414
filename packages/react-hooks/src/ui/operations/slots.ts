import type { OperationRunView } from '@tenantatlas/core/browser';
import type { ComponentType } from 'react';

/** What a host can replace of, and add to, the record of a run. */
export interface OperationDetailSlots {
  /** The tenant of the run; `name` is its id when the tenant does not exist any more, and null for a run over the whole workspace. */
  readonly tenant: ComponentType<{ readonly run: OperationRunView; readonly name: string | null }>;
  /** Help beside why it failed. @default nothing */
  readonly help: ComponentType<{ readonly run: OperationRunView }>;
}

/** What a host can replace of a list of operations. */
export interface OperationsListSlots {
  /** What a run is called, for instance as a link to its page. */
  readonly label: ComponentType<{ readonly run: OperationRunView }>;
  /** The tenant of a run; `name` is its id when the tenant does not exist any more, and null for a run over the whole workspace. */
  readonly tenant: ComponentType<{ readonly run: OperationRunView; readonly name: string | null }>;
  /** The actions of a run. @default cancel */
  readonly actions: ComponentType<{ readonly run: OperationRunView }>;
  /** What is shown when there are no runs. */
  readonly empty: ComponentType;
}
