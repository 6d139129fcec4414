import { useTenantName } from '@tenantatlas/react-hooks/ui';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useText } from '../i18n/use-text.ts';
import { paths } from '../paths.ts';
import { usePerson } from '../session/use-person.ts';
import { pagesOf } from './pages-of.ts';
import { usePlane } from './use-plane.ts';

/** Where one is, from the plane down to the thing. */
export function Breadcrumb(): ReactNode {
  const text = useText();
  const person = usePerson();
  const { workspaceId, page, subject, name, isMissing } = usePlane();
  // A missing page has no place; the space stays, so that the layout does not jump.
  if (isMissing) return <span className="breadcrumb" />;
  const link = pagesOf(workspaceId, person).find(({ id }) => id === page);
  return (
    <nav aria-label={text('nav.breadcrumb')} className="breadcrumb">
      <ol>
        {workspaceId === null && person.plane === 'platform' && (
          <li>
            <Link href={paths.controls}>{text('nav.system')}</Link>
          </li>
        )}
        {workspaceId !== null && (
          <li>
            <Link href={paths.workspace(workspaceId)}>{name ?? <span className="word-skeleton" />}</Link>
          </li>
        )}
        {link && (
          <li>
            {subject === null ? (
              <span aria-current="page">{text(`nav.${link.id}`)}</span>
            ) : (
              <Link href={link.href}>{text(`nav.${link.id}`)}</Link>
            )}
          </li>
        )}
        {workspaceId !== null && subject !== null && (
          <li>
            <span aria-current="page">
              {page === 'tenants' ? <TenantName workspaceId={workspaceId} tenantId={subject} /> : text('nav.operation')}
            </span>
          </li>
        )}
      </ol>
    </nav>
  );
}

function TenantName({ workspaceId, tenantId }: { readonly workspaceId: string; readonly tenantId: string }): ReactNode {
  const name = useTenantName(workspaceId, tenantId);
  return name === undefined ? <span className="word-skeleton" /> : <bdi>{name ?? tenantId}</bdi>;
}
