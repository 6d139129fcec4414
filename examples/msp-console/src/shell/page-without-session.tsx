import { useEffect, type ReactNode } from 'react';
import { BrandName } from '../brand/brand-image.tsx';
import { BrandLinks, SupportLine } from '../brand/brand-links.tsx';
import { brand } from '../brand/brand.ts';
import { LanguageMenu, ThemeMenu } from './preference-menus.tsx';

interface PageWithoutSessionProps {
  /** The heading, and the title of the window. */
  readonly title: string;
  readonly children: ReactNode;
}

/** The frame of a page for people who are not signed in: the brand above, language and theme, and how to get help. */
export function PageWithoutSession({ title, children }: PageWithoutSessionProps): ReactNode {
  useEffect(() => {
    document.title = `${title} · ${brand.shortName}`;
  }, [title]);
  return (
    <div className="sign-in">
      <div className="sign-in-menus">
        <LanguageMenu />
        <ThemeMenu />
      </div>
      <main className="sign-in-card">
        <div className="sign-in-brand">
          <BrandName />
        </div>
        <h1>{title}</h1>
        {children}
      </main>
      <footer className="sign-in-foot">
        <SupportLine />
        <BrandLinks />
      </footer>
    </div>
  );
}
