import { useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { I18nProvider, useLocale } from 'react-aria-components';
import { useAtlas } from '../../provider/atlas-context.ts';
import { RootContext, clockIntervalMillis, type RootAttributes } from './root-context.ts';
import { useIsMounted } from './use-is-mounted.ts';

/** Properties of {@link AtlasRoot}. */
export interface AtlasRootProps {
  readonly className?: string | undefined;
  readonly children?: ReactNode;
}

/**
 * Starts a part of the page in the theme, language and direction of the provider. Components outside of one start their own, so it is
 * needed only to share one, or to style what is beside them.
 *
 * @example
 * <AtlasProvider client={client} locale="de" theme="dark">
 *   <AtlasRoot><ControlCenter /></AtlasRoot>
 * </AtlasProvider>
 */
export function AtlasRoot({ className, children }: AtlasRootProps): ReactNode {
  return (
    <Root className={className} inline={false}>
      {children}
    </Root>
  );
}

/** Wraps every component: uses the root around it, or creates one. */
export function Frame({
  inline = false,
  children,
}: {
  readonly inline?: boolean | undefined;
  readonly children: ReactNode;
}): ReactNode {
  return useContext(RootContext) ? children : <Root inline={inline}>{children}</Root>;
}

interface RootProps extends AtlasRootProps {
  readonly inline: boolean;
}

function Root(props: RootProps): ReactNode {
  return (
    <I18nProvider locale={useAtlas().locale}>
      <LocalizedRoot {...props} />
    </I18nProvider>
  );
}

function LocalizedRoot({ className, inline, children }: RootProps): ReactNode {
  const { theme, locale: lang } = useAtlas();
  const { direction: dir } = useLocale();
  const now = useCurrentTime();
  const attributes = useMemo<RootAttributes>(
    () => ({ className: 'ta-root', 'data-ta-theme': theme, lang, dir }),
    [theme, lang, dir],
  );
  const value = useMemo(() => ({ attributes, now }), [attributes, now]);
  const Element = inline ? 'span' : 'div';
  return (
    <RootContext.Provider value={value}>
      <Element {...attributes} className={className ? `ta-root ${className}` : 'ta-root'}>
        {children}
      </Element>
    </RootContext.Provider>
  );
}

function useCurrentTime(): number | null {
  const isMounted = useIsMounted();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), clockIntervalMillis);
    return () => clearInterval(timer);
  }, []);
  return isMounted ? now : null;
}
