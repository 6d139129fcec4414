import type { TenantVerificationView } from '@tenantatlas/core/browser';
import type { ReactNode } from 'react';
import { Icon } from '../base/icons.tsx';
import { useWords } from '../base/use-words.ts';
import { surfacesMessages } from './messages.ts';

/** What a surface says in place of an action. */
export function SurfaceNotice({ notice }: { readonly notice: TenantVerificationView['notice'] }): ReactNode {
  const { say } = useWords(surfacesMessages);
  if (!notice) return null;
  const isLifecycle = notice.notice === 'lifecycle';
  return (
    <p className="ta-panel" data-ta-tone={isLifecycle ? 'muted' : 'info'}>
      <Icon name={isLifecycle ? 'archive' : 'info'} />
      <span>{say(notice.message)}</span>
    </p>
  );
}
