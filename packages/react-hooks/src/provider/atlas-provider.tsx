import { QueryClientContext, QueryClientProvider } from '@tanstack/react-query';
import { useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { AtlasContext, type AtlasContextValue } from './atlas-context.ts';
import { aFunction, anything, checkProps, demand, isRecord, oneOf, optional, type PropRules } from './check-props.ts';
import { connect, type ProvidedClient } from './connection.ts';
import { ownQueries } from './own-queries.ts';
import { isTimeZone } from './time-zone.ts';
import { useWordingReport, type OnWordingProblem } from './wording-report.ts';

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
  readonly cacheKey?: string | undefined;
  /**
   * Wording by message id, for instance of another language or of your own brand. What a host names itself has ids too: a control or an operation
   * `catalog.` and its label, what an operation changes `catalog.` and that text, a place where a control shows `surface.` and its key, a failure of a handler `reason.` and its reason code.
   *
   * Of ICU, `{name}` and `{count, plural, …}` are spoken. For a wording that does not fit, the English text is shown, and `onWordingProblem` is told.
   *
   * @default English
   * @example
   * messages={{ ...de, 'catalog.Mass mail': 'Massenversand', 'surface.acme.campaigns': 'Kampagnen', 'reason.acme.quota': 'Kontingent erschöpft.' }}
   */
  readonly messages?: { readonly [id: string]: string } | undefined;
  /** Language of numbers, plurals and dates. One that Intl does not know, such as `en-US@posix` of some browsers, counts as `en`. @default 'en' */
  readonly locale?: string | undefined;
  /**
   * The time zone in which instants are shown and entered, and in which a day or a month begins: a name such as `Europe/Berlin` or `UTC`. Throws an invariant for one that the
   * browser does not know; {@link isTimeZone} says so before. With a zone, a server renders the same times as the browser.
   *
   * @default that of the browser; UTC on a server and until the page is mounted
   */
  readonly timeZone?: string | undefined;
  /** @default 'auto': what the system prefers */
  readonly theme?: 'auto' | 'light' | 'dark' | undefined;
  /**
   * Receives each wording of `messages` that does not fit, once: when it is to be shown, and in development as soon as it is given.
   *
   * @default a warning of the console in development, nothing in production
   */
  readonly onWordingProblem?: OnWordingProblem | undefined;
  readonly children?: ReactNode;
}

const english: NonNullable<AtlasProviderProps['messages']> = {};

// The client and the cache key are checked where they are connected.
const rules: PropRules<AtlasProviderProps> = () => ({
  client: anything,
  cacheKey: anything,
  messages: optional(
    {
      isRight: isRecord,
      rule: "is an object of texts by message id, such as { 'ui.control.pause': 'Stop' }.",
    },
    'for English',
  ),
  locale: optional(
    { isRight: (value) => typeof value === 'string', rule: "is a language tag such as 'de'." },
    'for English',
  ),
  timeZone: optional(
    { isRight: isTimeZone, rule: "is a time zone that this browser knows, such as 'Europe/Berlin' or 'UTC'." },
    "for the browser's",
  ),
  theme: optional(oneOf('auto', 'light', 'dark')),
  onWordingProblem: optional(aFunction('({ text }) => console.warn(text)')),
  children: anything,
});

/**
 * Gives hooks and components their client. Uses the query client that is there; where there is none, it makes one.
 *
 * @example
 * const client = createAtlasClient<typeof atlas>({ baseUrl: '/atlas' });
 * root.render(<AtlasProvider client={client}><App /></AtlasProvider>);
 */
export function AtlasProvider(given: AtlasProviderProps): ReactNode {
  checkProps('AtlasProvider', given, rules);
  checkTexts(given.messages);
  const {
    client,
    cacheKey,
    messages = english,
    locale: asked = 'en',
    timeZone = null,
    theme = 'auto',
    onWordingProblem,
    children,
  } = given;
  const locale = isLocale(asked) ? asked : 'en';
  const connection = useMemo(() => connect(client, cacheKey), [client, cacheKey]);
  const reportWording = useWordingReport(messages, onWordingProblem);
  const value = useMemo<AtlasContextValue>(
    () => ({ connection, messages, locale, timeZone, theme, reportWording }),
    [connection, messages, locale, timeZone, theme, reportWording],
  );
  return (
    <WithQueryClient>
      <AtlasContext.Provider value={value}>{children}</AtlasContext.Provider>
    </WithQueryClient>
  );
}

function checkTexts(messages: AtlasProviderProps['messages'] = english): void {
  for (const [id, text] of Object.entries<unknown>(messages))
    demand(typeof text === 'string', 'AtlasProvider', `messages['${id}']`, 'is a text. Give one, or leave the id out.');
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
