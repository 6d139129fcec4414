import { useState, type ReactNode } from 'react';
import { useText } from '../i18n/use-text.ts';
import { usePreferences } from '../preferences/preferences.ts';
import { Drawer } from './drawer.tsx';
import { Palette } from './palette.tsx';
import { Rail } from './rail.tsx';
import { TopBar } from './top-bar.tsx';

/** The frame around every page: rail, top bar, command palette. */
export function Shell({ children }: { readonly children: ReactNode }): ReactNode {
  const text = useText();
  const { isRailCollapsed } = usePreferences();
  const [isDrawerOpen, setDrawerOpen] = useState(false);
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  return (
    <div className="shell" data-rail={isRailCollapsed ? 'collapsed' : 'open'}>
      <a className="skip" href="#content">
        {text('app.skip')}
      </a>
      <aside className="rail">
        <Rail isCollapsed={isRailCollapsed} />
      </aside>
      <Drawer isOpen={isDrawerOpen} onOpenChange={setDrawerOpen} />
      <div className="shell-main">
        <TopBar onMenu={() => setDrawerOpen(true)} onSearch={() => setPaletteOpen(true)} />
        <main id="content" tabIndex={-1}>
          {children}
        </main>
      </div>
      <Palette isOpen={isPaletteOpen} onOpenChange={setPaletteOpen} />
    </div>
  );
}
