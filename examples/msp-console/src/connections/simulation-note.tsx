import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { paths } from '../paths.ts';
import { useConnectionText } from './use-connection-text.ts';

/** Says that the tenants of this demonstration are simulated, and leads to where they are changed. */
export function SimulationNote({ workspaceId }: { readonly workspaceId: string }): ReactNode {
  const text = useConnectionText();
  return (
    <p className="simulation-note">
      {text('simulation.note')} <Link href={paths.simulation(workspaceId)}>{text('simulation.link')}</Link>
    </p>
  );
}
