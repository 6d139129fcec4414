import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Header, MenuItem, MenuSection, Separator } from 'react-aria-components';
import { noteLink } from '../atlas/link.ts';
import { brandLinks, supportLinks } from '../brand/brand-links.tsx';
import { useText } from '../i18n/use-text.ts';
import { Initials } from '../session/initials.tsx';
import { useChosenZone } from '../preferences/use-chosen-zone.ts';
import { zoneName } from '../preferences/time-zones.ts';
import { signOut } from '../session/session-query.ts';
import { usePerson } from '../session/use-person.ts';
import { Icon } from '../ui/icons.tsx';
import { MenuButton } from './menu.tsx';

const iconOf = {
  support: 'mailbox',
  phone: 'phone',
  help: 'help',
  status: 'operations',
  imprint: 'audit',
  privacy: 'shield',
} as const;

/** Properties of {@link PersonMenu}. */
export interface PersonMenuProps {
  /** Shows the shortcuts; left out where there are none. */
  readonly onShortcuts?: () => void;
  /** Shows the choice of the time zone. */
  readonly onTimeZone: () => void;
}

/** Who is signed in, where to find help, and the way out. */
export function PersonMenu({ onShortcuts, onTimeZone }: PersonMenuProps): ReactNode {
  const text = useText();
  const queries = useQueryClient();
  const { name, role } = usePerson();
  const zone = useChosenZone();
  const zoneWords = zone === null ? text('zone.title') : text('zone.chosen', { zone: zoneName(zone) });
  return (
    <MenuButton
      label={text('person.label', { name })}
      face={<Initials name={name} />}
      menu={{
        onAction: (key) => {
          if (key === 'shortcuts') onShortcuts?.();
          if (key === 'time-zone') onTimeZone();
          if (key === 'sign-out') void signOut(queries).catch(() => noteLink(false));
        },
        children: (
          <>
            <MenuSection>
              <Header className="menu-header">
                <span className="person-name">{name}</span>
                <span className="quiet">{text(`role.${role}`)}</span>
              </Header>
              {[...supportLinks, ...brandLinks].map(({ id, href }) => (
                <MenuItem
                  key={id}
                  id={id}
                  className="menu-item"
                  href={href}
                  {...(href.startsWith('http') ? { target: '_blank', rel: 'noreferrer' } : {})}
                  textValue={text(`brand.${id}`)}
                >
                  <Icon name={iconOf[id]} />
                  <span className="menu-words">{text(`brand.${id}`)}</span>
                </MenuItem>
              ))}
              <MenuItem id="time-zone" className="menu-item" textValue={zoneWords}>
                <Icon name="clock" />
                <span className="menu-words">{zoneWords}</span>
              </MenuItem>
              {onShortcuts && (
                <MenuItem id="shortcuts" className="menu-item" textValue={text('shortcuts.title')}>
                  <Icon name="keyboard" />
                  <span className="menu-words">{text('shortcuts.title')}</span>
                  <kbd aria-hidden="true">?</kbd>
                </MenuItem>
              )}
            </MenuSection>
            <Separator className="menu-line" />
            <MenuSection aria-label={text('person.sign_out')}>
              <MenuItem id="sign-out" className="menu-item" textValue={text('person.sign_out')}>
                <Icon name="signOut" />
                <span className="menu-words">{text('person.sign_out')}</span>
              </MenuItem>
            </MenuSection>
          </>
        ),
      }}
    />
  );
}
