import { useWorkspaces } from '@tenantatlas/react-hooks';
import { AtlasRoot } from '@tenantatlas/react-hooks/ui';
import type { ReactNode } from 'react';
import { Button, MenuTrigger, Popover } from 'react-aria-components';
import { useText } from '../i18n/use-text.ts';
import { MissingPart } from '../parts/missing-part.tsx';
import { onDemand } from '../parts/on-demand.tsx';
import { usePreload } from '../parts/preload.ts';
import { usePerson } from '../session/use-person.ts';
import { Icon } from '../ui/icons.tsx';
import { usePlane } from './use-plane.ts';

const PlaneMenu = onDemand<object>(() => import('./plane-menu.tsx'), {
  Waiting: () => <div className="menu plane-menu" aria-busy="true" />,
  Missing: MissingPart,
});
const parts = [PlaneMenu];

/** The system console, or one of the workspaces. Without a choice it only names the present one. */
export function PlaneSwitch(): ReactNode {
  usePreload(parts);
  const text = useText();
  const { plane } = usePerson();
  const { workspaceId, name, isMissing } = usePlane();
  const answer = useWorkspaces({ limit: 200 });
  const workspaces = answer.state === 'ready' ? answer.data.items : [];
  const isInConsole = workspaceId === null && plane === 'platform';
  const here = isInConsole ? text('nav.system') : workspaceId === null || isMissing ? text('nav.workspaces') : name;
  const face = (
    <>
      <Icon name={isInConsole ? 'controls' : 'workspaces'} />
      <span className="rail-words plane-name" title={here ?? undefined}>
        {here ?? <span className="word-skeleton" />}
      </span>
    </>
  );
  const mayBeElsewhere = answer.state === 'failed' || workspaces.some((one) => one.workspaceId !== workspaceId);
  if (plane === 'workspace' && !mayBeElsewhere)
    return workspaceId === null || isMissing ? null : <p className="plane">{face}</p>;
  return (
    <MenuTrigger>
      <Button className="plane" aria-label={`${text('nav.plane')}: ${here ?? ''}`}>
        {face}
        <Icon name="updown" />
      </Button>
      <Popover className="popover plane-popover" placement="bottom start" offset={6}>
        <AtlasRoot className="layer">
          <PlaneMenu />
        </AtlasRoot>
      </Popover>
    </MenuTrigger>
  );
}
