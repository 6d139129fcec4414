import { useState, useSyncExternalStore, type ReactNode } from 'react';
import { useText } from '../i18n/use-text.ts';
import { usePreferences } from '../preferences/preferences.ts';
import { Drawer } from './drawer.tsx';
import { Palette } from './palette.tsx';
import { Rail } from './rail.tsx';
import { TopBar } from './top-bar.tsx';

/** The frame around every page: rail, top bar, command palette. */
export function Shell({ children }: { readonly children: ReactNode }): ReactNode {
  const text = useText();
  const isRailCollapsed = useRailCollapsed();
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

const narrow = matchMedia('(max-width: 1099px)');

function followWidth(listener: () => void): () => void {
  narrow.addEventListener('change', listener);
  return () => narrow.removeEventListener('change', listener);
}

/** As it was chosen; before that, collapsed where tables need the room. */
function useRailCollapsed(): boolean {
  const isNarrow = useSyncExternalStore(followWidth, () => narrow.matches);
  return usePreferences().isRailCollapsed ?? isNarrow;
}
