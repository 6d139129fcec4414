import type { ActionView } from '@tenantatlas/core/browser';
import type { ReactNode } from 'react';
import { Button } from '../base/button.tsx';
import { Modal } from '../base/modal.tsx';
import { useWords } from '../base/use-words.ts';
import { PausedPanel } from '../feedback/paused-panel.tsx';
import { actionsMessages } from './messages.ts';

/** Properties of {@link PauseExplanation}. */
export interface PauseExplanationProps {
  readonly pause: NonNullable<ActionView['pause']>;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Says what is paused, why and until when. Offers nothing that changes anything. */
export function PauseExplanation({ pause, isOpen, onClose }: PauseExplanationProps): ReactNode {
  const { t, say } = useWords(actionsMessages);
  return (
    <Modal isOpen={isOpen} onClose={onClose} title={say(pause.title)} isDismissable>
      <div className="ta-dialog-body">
        <PausedPanel pause={pause} hasTitle={false} />
      </div>
      <div className="ta-dialog-actions">
        <Button onClick={onClose} autoFocus>
          {t('ui.close')}
        </Button>
      </div>
    </Modal>
  );
}
