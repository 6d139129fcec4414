import { useWorkspaces } from '@tenantatlas/react-hooks';
import type { ReactNode } from 'react';
import { Header, MenuSection } from 'react-aria-components';
import { useText } from '../i18n/use-text.ts';
import { paths } from '../paths.ts';
import { usePerson } from '../session/use-person.ts';
import { Icon } from '../ui/icons.tsx';
import { ChoiceItem } from './choice-item.tsx';
import { MenuButton } from './menu.tsx';
import { usePlane } from './use-plane.ts';

/** The system console, or one of the workspaces. Without a choice it only names the present one. */
export function PlaneSwitch(): ReactNode {
  const text = useText();
  const { plane } = usePerson();
  const { workspaceId, name, isMissing } = usePlane();
  const answer = useWorkspaces({ limit: 20 });
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
  const isElsewhere = workspaces.some((one) => one.workspaceId !== workspaceId);
  if (plane === 'workspace' && !isElsewhere)
    return workspaceId === null || isMissing ? null : <p className="plane">{face}</p>;
  return (
    <MenuButton
      label={`${text('nav.plane')}: ${here ?? ''}`}
      className="plane"
      face={
        <>
          {face}
          <Icon name="updown" />
        </>
      }
      menu={{
        selectionMode: 'single',
        selectedKeys: [workspaceId === null ? 'system' : `w:${workspaceId}`],
        children: (
          <>
            {plane === 'platform' && (
              <ChoiceItem id="system" href={paths.system} icon="controls">
                {text('nav.system')}
              </ChoiceItem>
            )}
            <MenuSection>
              <Header className="menu-section">{text('nav.workspaces')}</Header>
              {workspaces.map((workspace) => (
                <ChoiceItem
                  key={workspace.workspaceId}
                  id={`w:${workspace.workspaceId}`}
                  href={paths.workspace(workspace.workspaceId)}
                >
                  {workspace.name}
                </ChoiceItem>
              ))}
              {answer.state === 'ready' && answer.data.hasMore && plane === 'platform' && (
                <ChoiceItem id="more" href={paths.workspaces}>
                  {text('nav.more_workspaces')}
                </ChoiceItem>
              )}
            </MenuSection>
          </>
        ),
      }}
    />
  );
}
