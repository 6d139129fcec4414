import { useQuery, useQueryClient } from '@tanstack/react-query';
import { AtlasProvider } from '@tenantatlas/react-hooks';
import { AtlasRoot } from '@tenantatlas/react-hooks/ui';
import { useEffect, useLayoutEffect, useMemo, type ReactNode } from 'react';
import { RouterProvider } from 'react-aria-components';
import { useLocation } from 'wouter';
import type { SessionView } from '../server/session/session.ts';
import { createConsoleClient } from './atlas/hooks.ts';
import { brandWords } from './brand/brand.ts';
import { useLanguage, type LoadedLanguage } from './i18n/use-language.ts';
import { MissingPart } from './parts/missing-part.tsx';
import { onDemand } from './parts/on-demand.tsx';
import { usePreferences } from './preferences/preferences.ts';
import { useChosenZone } from './preferences/use-chosen-zone.ts';
import { Routes } from './routes.tsx';
import { lastPerson, noteSignedIn } from './session/last-person.ts';
import { followOtherTabs, sessionQuery } from './session/session-query.ts';
import { PersonContext } from './session/use-person.ts';
import { SignInPage } from './session/sign-in-page.tsx';
import { ErrorBoundary } from './shell/error-boundary.tsx';
import { LinkBanner } from './shell/link-banner.tsx';
import { Splash } from './shell/splash.tsx';

// An administrator who comes back from the consent page of a provider often has no account here.
const ConsentPage = onDemand(() => import('./pages/consent-page.tsx'), { Waiting: Splash, Missing: MissingPart });

/** The whole console: a language, a person, and the pages that this person may see. */
export function App(): ReactNode {
  const language = useLanguage();
  const queries = useQueryClient();
  const session = useQuery(sessionQuery);
  useEffect(() => followOtherTabs(queries), [queries]);
  if (!language) return <Splash />;
  return <LocalizedApp language={language} session={session.data} />;
}

function LocalizedApp({
  language,
  session,
}: {
  readonly language: LoadedLanguage;
  readonly session: SessionView | undefined;
}): ReactNode {
  const { theme } = usePreferences();
  const timeZone = useChosenZone() ?? undefined;
  const [, navigate] = useLocation();
  const personId = session?.person?.id ?? 'nobody';
  useStartOver(session?.person?.id);
  // Another person gets another client: nothing that was read for the one is shown to the other.
  const client = useMemo(() => createConsoleClient(personId), [personId]);
  const words = useMemo(() => ({ ...language.messages, ...brandWords(language.code) }), [language]);
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme; // for what lies outside of every component: scroll bars, the page behind
  }, [theme]);
  return (
    <RouterProvider navigate={navigate}>
      <AtlasProvider
        client={client}
        cacheKey={personId}
        messages={words}
        locale={language.locale}
        timeZone={timeZone}
        theme={theme}
      >
        <AtlasRoot className="app">
          <LinkBanner />
          <ErrorBoundary key={personId}>
            <Content session={session} />
          </ErrorBoundary>
        </AtlasRoot>
      </AtlasProvider>
    </RouterProvider>
  );
}

/** The person who was here last goes on at the same address, also after the session has ended. Another one starts at the beginning. */
function useStartOver(personId: string | undefined): void {
  const [, navigate] = useLocation();
  useLayoutEffect(() => {
    if (personId === undefined) return;
    const last = lastPerson();
    if (last && last.id !== personId) navigate('/', { replace: true });
    noteSignedIn(personId);
  }, [personId, navigate]);
}

function Content({ session }: { readonly session: SessionView | undefined }): ReactNode {
  const [place] = useLocation();
  if (place === '/consent') return <ConsentPage />;
  if (!session) return <Splash />;
  if (!session.person) return <SignInPage people={session.people} />;
  return (
    <PersonContext.Provider value={session.person}>
      <Routes />
    </PersonContext.Provider>
  );
}
