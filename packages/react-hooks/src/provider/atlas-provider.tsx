import { QueryClientContext, QueryClientProvider } from '@tanstack/react-query';
import { useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { AtlasContext, type AtlasContextValue } from './atlas-context.ts';
import { connect, type ProvidedClient } from './connection.ts';
import { ownQueries } from './own-queries.ts';

/** Properties of {@link AtlasProvider}. */
export interface AtlasProviderProps {
  /**
   * In process or over HTTP. Another client means another person: data read through one client is not shown through the other. So make it once per
   * person, not while rendering.
   */
  readonly client: ProvidedClient;
  /**
   * Under which key answers are cached, for hosts that keep their query cache or fill it on the server. It MUST name the person: two people
   * under one key would see each other's answers.
   *
   * @default a separate one for each client and provider
   */
  readonly cacheKey?: string;
  /**
   * Wording by message id, for instance of another language or of your own brand. What a host names itself has ids too: a control or an operation
   * `catalog.` and its label, a place where a control shows `surface.` and its key, a failure of a handler `reason.` and its reason code.
   *
   * @default English
   * @example
   * messages={{ ...de, 'catalog.Mass mail': 'Massenversand', 'surface.acme.campaigns': 'Kampagnen', 'reason.acme.quota': 'Kontingent erschöpft.' }}
   */
  readonly messages?: { readonly [id: string]: string };
  /** Language of numbers, plurals and dates. One that Intl does not know, such as `en-US@posix` of some browsers, counts as `en`. @default 'en' */
  readonly locale?: string;
  /** @default 'auto': what the system prefers */
  readonly theme?: 'auto' | 'light' | 'dark';
  readonly children?: ReactNode;
}

const english = {};

/**
 * Gives hooks and components their client. Uses the query client that is there; where there is none, it makes one.
 *
 * @example
 * const client = createAtlasClient<typeof atlas>({ baseUrl: '/atlas' });
 * root.render(<AtlasProvider client={client}><App /></AtlasProvider>);
 */
export function AtlasProvider({
  client,
  cacheKey,
  messages = english,
  locale: asked = 'en',
  theme = 'auto',
  children,
}: AtlasProviderProps): ReactNode {
  const locale = isLocale(asked) ? asked : 'en';
  const connection = useMemo(() => connect(client, cacheKey), [client, cacheKey]);
  const value = useMemo<AtlasContextValue>(
    () => ({ connection, messages, locale, theme }),
    [connection, messages, locale, theme],
  );
  return (
    <WithQueryClient>
      <AtlasContext.Provider value={value}>{children}</AtlasContext.Provider>
    </WithQueryClient>
  );
}

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

function WithQueryClient({ children }: { readonly children: ReactNode }): ReactNode {
  const given = useContext(QueryClientContext);
  return given ? children : <OwnQueryClient>{children}</OwnQueryClient>;
}

function OwnQueryClient({ children }: { readonly children: ReactNode }): ReactNode {
  const [{ queries, hold }] = useState(() => ownQueries());
  useEffect(() => hold(), [hold]);
  return <QueryClientProvider client={queries}>{children}</QueryClientProvider>;
}
