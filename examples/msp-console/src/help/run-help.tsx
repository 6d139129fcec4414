import type { ContextualHelpView } from '@tenantatlas/core/browser';
import { ContextualHelp } from '@tenantatlas/react-hooks/ui';
import { createContext, useContext, type ReactNode } from 'react';
import { helpSlots } from './help-link.tsx';

/** The help of the page of a run. */
export const HelpOfRun = createContext<ContextualHelpView | null>(null);

/** Help in the record of a run, beside why it failed. */
export function RunHelp(): ReactNode {
  const help = useContext(HelpOfRun);
  return help && <ContextualHelp help={help} headingLevel={2} slots={helpSlots} />;
}
