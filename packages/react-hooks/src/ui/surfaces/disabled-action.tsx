import type { TenantVerificationView } from '@tenantatlas/core/browser';
import type { ReactNode } from 'react';
import { Button } from '../base/button.tsx';
import { Tip } from '../base/tip.tsx';
import { useWords } from '../base/use-words.ts';
import { surfacesMessages } from './messages.ts';

/** An action that cannot be used: it stays reachable, so that its reason can be read. */
export function DisabledAction({
  disabled,
}: {
  readonly disabled: NonNullable<TenantVerificationView['disabled']>;
}): ReactNode {
  const { say } = useWords(surfacesMessages);
  return (
    <Tip text={say(disabled.reason)}>
      <Button isUnavailable className="ta-action" data-ta-state="denied">
        {say(disabled.label)}
      </Button>
    </Tip>
  );
}
