import { en } from '@tenantatlas/core/messages';
import { useSay } from '@tenantatlas/react-hooks';
import type { ReactNode } from 'react';
import { useSearch } from 'wouter';
import { consentFrom } from '../connections/consent-from.ts';
import { useConnectionText } from '../connections/use-connection-text.ts';
import { paths, placeOf } from '../paths.ts';
import { PageWithoutSession } from '../shell/page-without-session.tsx';

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
  const from = consentFrom();
  const isOfOnboarding = from !== null && placeOf(from).page === 'onboarding';
  const back = text(from === null ? 'consent.home' : isOfOnboarding ? 'consent.back_onboarding' : 'consent.back');
  return (
    <PageWithoutSession title={inWords('title')}>
      <p className="about">{inWords('message')}</p>
      {/* A load of the page: what was read before the consent is out of date. */}
      <p className="consent-back">
        <a className="button" data-variant="primary" href={from ?? paths.home}>
          {back}
        </a>
      </p>
    </PageWithoutSession>
  );
}
