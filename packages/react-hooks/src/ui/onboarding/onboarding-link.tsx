import type { ReactNode } from 'react';
import { useWords } from '../base/use-words.ts';
import { baseMessages } from '../base/messages.ts';

/** Properties of what draws one link of an onboarding. */
export interface OnboardingLinkProps {
  /** Where it leads: https, mailto, or a path of the page's own origin. */
  readonly url: string;
  /** Whether the address is one of another origin. */
  readonly opensNewTab: boolean;
  /** The class that makes it look like a button; left out for a link in a list. */
  readonly className?: string | undefined;
  /** What it says. */
  readonly children: ReactNode;
}

/** A link as it is drawn without a host's own. An address of another origin opens in a new tab, and a screen reader is told. */
export function OnboardingLink({ url, opensNewTab, className, children }: OnboardingLinkProps): ReactNode {
  const { t } = useWords(baseMessages);
  return (
    <a
      href={url}
      className={className}
      {...(className === undefined ? {} : { 'data-ta-variant': 'primary' })}
      {...(opensNewTab ? { target: '_blank', rel: 'noreferrer' } : {})}
    >
      {children}
      {opensNewTab && <span className="ta-hidden"> {t('ui.new_tab')}</span>}
    </a>
  );
}

/** Whether an address is one of another origin. The answer may come from a host's own client, which has decided nothing. */
export function isElsewhere(url: string): boolean {
  return url.startsWith('https://');
}
