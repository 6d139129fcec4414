import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Header, MenuItem, MenuSection } from 'react-aria-components';
import { noteLink } from '../atlas/link.ts';
import { useText } from '../i18n/use-text.ts';
import { Initials } from '../session/initials.tsx';
import { signOut } from '../session/session-query.ts';
import { usePerson } from '../session/use-person.ts';
import { Icon } from '../ui/icons.tsx';
import { MenuButton } from './menu.tsx';

/** Who is signed in, and the way out. */
export function PersonMenu(): ReactNode {
  const text = useText();
  const queries = useQueryClient();
  const { name, role } = usePerson();
  return (
    <MenuButton
      label={text('person.label', { name })}
      face={<Initials name={name} />}
      menu={{
        onAction: () => void signOut(queries).catch(() => noteLink(false)),
        children: (
          <MenuSection>
            <Header className="menu-header">
              <span className="person-name">{name}</span>
              <span className="quiet">{text(`role.${role}`)}</span>
            </Header>
            <MenuItem id="sign-out" className="menu-item" textValue={text('person.sign_out')}>
              <Icon name="signOut" />
              <span className="menu-words">{text('person.sign_out')}</span>
            </MenuItem>
          </MenuSection>
        ),
      }}
    />
  );
}
