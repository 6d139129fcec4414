import { useWorkspaces } from '@tenantatlas/react-hooks';
import { useCallback, useState, type ReactNode } from 'react';
import { useText } from '../i18n/use-text.ts';
import { prefer, usePreferences } from '../preferences/preferences.ts';
import { usePerson } from '../session/use-person.ts';
import { Drawer } from './drawer.tsx';
import { Palette } from './palette.tsx';
import { PrintHead } from './print-head.tsx';
import { Rail } from './rail.tsx';
import { Shortcuts } from './shortcuts.tsx';
import { TimeZone } from './time-zone.tsx';
import { TopBar } from './top-bar.tsx';
import { useIsNarrow } from './use-is-narrow.ts';
import { usePlane } from './use-plane.ts';

/** The frame around every page: rail, top bar, command palette. */
export function Shell({ children }: { readonly children: ReactNode }): ReactNode {
  const text = useText();
  const isOutside = useIsOutside();
  const [isCollapsed, toggle] = useRail();
  const [isDrawerOpen, setDrawerOpen] = useState(false);
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [isZoneOpen, setZoneOpen] = useState(false);
  const search = useCallback(() => setPaletteOpen(true), []);
  const main = (
    <div className="shell-main">
      <TopBar
        isAlone={isOutside}
        onMenu={() => setDrawerOpen(true)}
        onSearch={search}
        onShortcuts={() => setHelpOpen(true)}
        onTimeZone={() => setZoneOpen(true)}
      />
      <main id="content" tabIndex={-1}>
        <PrintHead />
        {children}
      </main>
      <TimeZone isOpen={isZoneOpen} onOpenChange={setZoneOpen} />
    </div>
  );
  const skip = (
    <a className="skip" href="#content">
      {text('app.skip')}
    </a>
  );
  if (isOutside)
    return (
      <div className="shell" data-rail="none">
        {skip}
        {main}
      </div>
    );
  return (
    <div className="shell" data-rail={isCollapsed ? 'collapsed' : 'open'}>
      {skip}
      <aside className="rail">
        <Rail isCollapsed={isCollapsed} onToggle={toggle} />
      </aside>
      <Drawer isOpen={isDrawerOpen} onOpenChange={setDrawerOpen} />
      {main}
      <Palette isOpen={isPaletteOpen} onOpenChange={setPaletteOpen} />
      <Shortcuts isOpen={isHelpOpen} onOpenChange={setHelpOpen} onSearch={search} />
    </div>
  );
}

/** Whether the rail is folded: as it was left, and in a narrow window until it is unfolded there. */
function useRail(): readonly [isCollapsed: boolean, toggle: () => void] {
  const isNarrow = useIsNarrow();
  const { isRailCollapsed } = usePreferences();
  const [isUnfolded, setUnfolded] = useState(false);
  if (isUnfolded && !isNarrow) setUnfolded(false);
  return isNarrow
    ? [!isUnfolded, () => setUnfolded(!isUnfolded)]
    : [isRailCollapsed, () => prefer({ isRailCollapsed: !isRailCollapsed })];
}

/** Whether the person has no place yet: neither a rail nor a search would hold anything. */
function useIsOutside(): boolean {
  const { plane } = usePerson();
  const { workspaceId } = usePlane();
  const answer = useWorkspaces({ limit: 200 });
  const hasSome = answer.state === 'ready' && answer.data.items.length > 0;
  return plane === 'workspace' && workspaceId === null && !hasSome;
}
