import type { HookResult } from '@tenantatlas/react-hooks';
import { Resource } from '@tenantatlas/react-hooks/ui';
import type { ReactNode } from 'react';
import { Dialog } from '../ui/dialog.tsx';
import { useOpener } from '../ui/use-opener.ts';

/** Properties of {@link WaitingDialog}. */
export interface WaitingDialogProps<T> {
  readonly result: HookResult<T>;
  readonly title: string;
  readonly onClose: () => void;
  /** The dialog, once what it offers was read. */
  readonly children: (data: T) => ReactNode;
}

/** A dialog that offers what has to be read first. Until then, and where that fails, it says so under the same title. */
export function WaitingDialog<T>({ result, title, onClose, children }: WaitingDialogProps<T>): ReactNode {
  useOpener();
  if (result.state === 'ready') return children(result.data);
  return (
    <Dialog title={title} onClose={onClose} isBusy={false}>
      <div className="form">
        <Resource result={result} skeleton={{ rows: 3 }}>
          {() => null}
        </Resource>
      </div>
    </Dialog>
  );
}
