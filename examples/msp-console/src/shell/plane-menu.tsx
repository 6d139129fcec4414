import { ErrorPanel } from '@tenantatlas/react-hooks/ui';
import { useState, type ReactNode } from 'react';
import { Autocomplete, Header, Input, Menu, MenuSection, SearchField, useFilter } from 'react-aria-components';
import { useText } from '../i18n/use-text.ts';
import { paths } from '../paths.ts';
import { usePerson } from '../session/use-person.ts';
import { Icon } from '../ui/icons.tsx';
import { ChoiceItem } from './choice-item.tsx';
import { useAllWorkspaces } from './use-all-workspaces.ts';
import { usePlane } from './use-plane.ts';

/** From this many workspaces on, they are searched. */
const searchedFrom = 8;

/** The limit of the list: people do not read more than a screen of names. */
const shownAtOnce = 12;

/** The system console and every workspace, by name; with a search once there are many. */
export default function PlaneMenu(): ReactNode {
  const text = useText();
  const { plane } = usePerson();
  const { workspaceId } = usePlane();
  const { workspaces, isLoading, failure } = useAllWorkspaces();
  const [typed, setTyped] = useState('');
  const { contains } = useFilter({ sensitivity: 'base' });
  const found = workspaces.filter(({ name }) => contains(name, typed.trim()));
  const isConsoleFound = plane === 'platform' && contains(text('nav.system'), typed.trim());
  const more = found.length - shownAtOnce;
  const menu = (
    <Menu
      aria-label={text('nav.plane')}
      className="menu plane-menu"
      selectionMode="single"
      selectedKeys={[workspaceId === null ? 'system' : `w:${workspaceId}`]}
      renderEmptyState={() =>
        failure === null && (
          <p className="palette-empty quiet">{text(isLoading ? 'palette.loading' : 'palette.empty')}</p>
        )
      }
    >
      {isConsoleFound && (
        <ChoiceItem id="system" href={paths.system} icon="controls">
          {text('nav.system')}
        </ChoiceItem>
      )}
      {found.length > 0 && (
        <MenuSection>
          <Header className="menu-section">
            {text('nav.workspaces')}
            {more > 0 && ` · ${text('palette.more', { count: more })}`}
          </Header>
          {found.slice(0, shownAtOnce).map(({ workspaceId: id, name }) => (
            <ChoiceItem key={id} id={`w:${id}`} href={paths.workspace(id)}>
              {name}
            </ChoiceItem>
          ))}
        </MenuSection>
      )}
    </Menu>
  );
  const problem = failure && <ErrorPanel error={failure.error} onRetry={failure.refresh} />;
  if (workspaces.length < searchedFrom)
    return (
      <>
        {menu}
        {problem}
      </>
    );
  return (
    <Autocomplete inputValue={typed} onInputChange={setTyped}>
      <SearchField autoFocus aria-label={text('nav.find')} className="palette-field plane-field">
        <Icon name="search" />
        <Input placeholder={text('nav.find')} />
      </SearchField>
      {menu}
      {problem}
    </Autocomplete>
  );
}
