import type { Sentence } from '@tenantatlas/core/browser';
import { createContext, useContext, type ReactNode } from 'react';
import { useControlImpact } from '../../hooks/controls.ts';
import { Button, type ButtonProps } from '../base/button.tsx';
import { Tip } from '../base/tip.tsx';
import { useWords } from '../base/use-words.ts';
import { controlsMessages } from './messages.ts';

/** Why the viewer cannot pause and resume; null if no reason is known. The server decides in any case. */
const Denied = createContext<Sentence | null>(null);

const capability = 'platform.ops.controls.manage';
const forbidden: Sentence = {
  id: 'errors.forbidden',
  params: { capability },
  text: `This needs the capability "${capability}".`,
};

interface ManageAccessProps {
  readonly control: string;
  /** Whether the host knows it; it is asked about otherwise. */
  readonly canManage: boolean | undefined;
  readonly children: ReactNode;
}

/** Says to every button whether the viewer may pause and resume: as the host knows, else as the server answers. */
export function ManageAccess({ control, canManage, children }: ManageAccessProps): ReactNode {
  if (canManage === undefined) return <AskedAccess control={control}>{children}</AskedAccess>;
  return <Denied.Provider value={canManage ? null : forbidden}>{children}</Denied.Provider>;
}

/** Finds it out by a preview, which needs the same capability. One preview serves all controls, because they share the capability. */
function AskedAccess({ control, children }: Omit<ManageAccessProps, 'canManage'>): ReactNode {
  const preview = useControlImpact({ control, scope: { type: 'global' } });
  const denied = preview.state === 'denied' && preview.error.code === 'forbidden' ? preview.error.message : null;
  return <Denied.Provider value={denied}>{children}</Denied.Provider>;
}

/** A button to manage a control. For a viewer who may only watch, it stays and says what is missing. */
export function ManageButton(props: ButtonProps): ReactNode {
  const { say } = useWords(controlsMessages);
  const denied = useContext(Denied);
  if (denied === null) return <Button {...props} />;
  return (
    <Tip text={say(denied)}>
      <Button {...props} isUnavailable />
    </Tip>
  );
}

/** Whether the viewer may manage controls, as far as is known. The server decides in any case. */
export function useMayManage(): boolean {
  return useContext(Denied) === null;
}
