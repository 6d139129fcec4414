import type { HelpLinkProps } from '@tenantatlas/react-hooks/ui';
import { createContext, useContext, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { anchorOf, jumpTo } from './anchors.ts';

/** The address of the connection that help is about; null where help is about something else. */
export const HelpedConnection = createContext<string | null>(null);

/**
 * A link of help within the console. The server knows only the tenant, so its links lead to the tenant's default connection; beside a connection they lead to that one.
 */
function HelpLink({ link, url, children }: HelpLinkProps): ReactNode {
  const connection = useContext(HelpedConnection);
  const [place] = useLocation();
  const anchor = link.resolver === null ? undefined : anchorOf[link.resolver];
  if (!url.startsWith('/'))
    return (
      <a href={url} target="_blank" rel="noreferrer">
        {children}
      </a>
    );
  if (connection === null || anchor === undefined) return <Link href={url}>{children}</Link>;
  const isHere = place === connection;
  return (
    <Link href={`${connection}#${anchor}`} replace={isHere} onClick={() => isHere && jumpTo(anchor)}>
      {children}
    </Link>
  );
}

/** The slots of help in the console. */
export const helpSlots = { link: HelpLink } as const;
