import { en } from '@tenantatlas/core/messages';
import { useSay } from '@tenantatlas/react-hooks';
import { useEffect, type ReactNode } from 'react';
import { useSearch } from 'wouter';
import { BrandName } from '../brand/brand-image.tsx';
import { BrandLinks, SupportLine } from '../brand/brand-links.tsx';
import { brand } from '../brand/brand.ts';
import { consentFrom } from '../connections/consent-from.ts';
import { useConnectionText } from '../connections/use-connection-text.ts';
import { paths } from '../paths.ts';
import { LanguageMenu, ThemeMenu } from '../shell/preference-menus.tsx';

/**
 * How a consent ended, for the administrator who comes back from the provider. It needs no session and names no workspace: the address is all that it knows, and anyone
 * can write one. What holds is on the page of the connection.
 */
export default function ConsentPage(): ReactNode {
  const outcome = new URLSearchParams(useSearch()).get('outcome') ?? '';
  const text = useConnectionText();
  const say = useSay();
  const known = Object.hasOwn(en, `connections.consent.title.${outcome}`) ? outcome : 'unknown';
  const inWords = (part: 'title' | 'message'): string => {
    const id = `connections.consent.${part}.${known}`;
    return say({ id, params: {}, text: en[id] ?? '' });
  };
  const title = inWords('title');
  useEffect(() => {
    document.title = `${title} · ${brand.shortName}`;
  }, [title]);
  const from = consentFrom();
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
        <p className="about">{inWords('message')}</p>
        {/* A load of the page: what was read before the consent is out of date. */}
        <p className="consent-back">
          <a className="button" data-variant="primary" href={from ?? paths.home}>
            {text(from === null ? 'consent.home' : 'consent.back')}
          </a>
        </p>
      </main>
      <footer className="sign-in-foot">
        <SupportLine />
        <BrandLinks />
      </footer>
    </div>
  );
}
