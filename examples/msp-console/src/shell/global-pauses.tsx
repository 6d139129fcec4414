import { useControls } from '@tenantatlas/react-hooks';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useText } from '../i18n/use-text.ts';
import { paths } from '../paths.ts';
import { usePerson } from '../session/use-person.ts';
import { Icon } from '../ui/icons.tsx';

/** For operators: how many controls are paused for all workspaces, visible on every page while there are any. */
export function GlobalPauses(): ReactNode {
  return usePerson().plane === 'platform' ? <Chip /> : null;
}

function Chip(): ReactNode {
  const text = useText();
  const controls = useControls();
  if (controls.state !== 'ready') return null;
  const count = controls.data.filter(({ activations }) =>
    activations.some(({ scope }) => scope.type === 'global'),
  ).length;
  if (count === 0) return null;
  return (
    <Link href={paths.controls} className="global-pauses">
      <Icon name="pause" />
      <span className="global-pauses-words">{text('pause.global', { count })}</span>
      <span className="global-pauses-count" aria-hidden="true">
        {count}
      </span>
    </Link>
  );
}
