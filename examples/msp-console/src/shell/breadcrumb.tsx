import { useOnboardingReadiness, useOperation } from '@tenantatlas/react-hooks';
import { useTenantName } from '@tenantatlas/react-hooks/ui';
import { useEffect, type ReactNode } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { useOperationName } from '../i18n/operation-names.ts';
import { useText } from '../i18n/use-text.ts';
import { paths } from '../paths.ts';
import { usePerson } from '../session/use-person.ts';
import { pagesOf } from './pages-of.ts';
import { usePlane } from './use-plane.ts';

/** How each list was filtered when it was left: the way back to it keeps that. */
const searches = new Map<string, string>();

/** Where one is, from the plane down to the thing. */
export function Breadcrumb(): ReactNode {
  const text = useText();
  const person = usePerson();
  const { workspaceId, page, subject, part, name, isMissing } = usePlane();
  const search = useSearch();
  const [pathname] = useLocation();
  useEffect(() => {
    searches.set(pathname, search === '' ? '' : `?${search}`);
  }, [pathname, search]);
  // A missing page has no place; the space stays, so that the layout does not jump.
  if (isMissing) return <span className="breadcrumb" />;
  const link = pagesOf(workspaceId, person).find(({ id }) => id === page);
  return (
    <nav aria-label={text('nav.breadcrumb')} className="breadcrumb">
      <ol>
        {workspaceId === null && person.plane === 'platform' && (
          <li>
            <Link href={paths.system}>{text('nav.system')}</Link>
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
              <Link href={link.href + (searches.get(link.href) ?? '')}>{text(`nav.${link.id}`)}</Link>
            )}
          </li>
        )}
        {workspaceId !== null && page === 'simulation' && (
          <li>
            <span aria-current="page">{text('nav.simulation')}</span>
          </li>
        )}
        {workspaceId !== null && subject !== null && (
          <li>
            <span aria-current={part === null ? 'page' : undefined}>
              {part !== null ? (
                <Link href={paths.tenant(workspaceId, subject)}>
                  <TenantName workspaceId={workspaceId} tenantId={subject} />
                </Link>
              ) : page === 'tenants' ? (
                <TenantName workspaceId={workspaceId} tenantId={subject} />
              ) : page === 'onboarding' ? (
                <OnboardingName workspaceId={workspaceId} onboardingId={subject} />
              ) : (
                <RunName workspaceId={workspaceId} runId={subject} />
              )}
            </span>
          </li>
        )}
        {part !== null && (
          <li>
            <span aria-current="page">{text('nav.connection')}</span>
          </li>
        )}
      </ol>
    </nav>
  );
}

/** A run is called by its operation here; the page itself names its tenant. */
function RunName({ workspaceId, runId }: { readonly workspaceId: string; readonly runId: string }): ReactNode {
  const text = useText();
  const nameOf = useOperationName();
  const run = useOperation({ workspaceId, runId });
  return run.state === 'ready' ? nameOf(run.data) : text('nav.operation');
}

/** An onboarding is called by its tenant. The page below reads the same. */
function OnboardingName({
  workspaceId,
  onboardingId,
}: {
  readonly workspaceId: string;
  readonly onboardingId: string;
}): ReactNode {
  const text = useText();
  const readiness = useOnboardingReadiness({ workspaceId, onboardingId });
  if (readiness.state === 'loading') return <span className="word-skeleton" />;
  const name = readiness.state === 'ready' ? readiness.data.draft.name : null;
  return name === null ? text('nav.onboarding.one') : <bdi>{name}</bdi>;
}

function TenantName({ workspaceId, tenantId }: { readonly workspaceId: string; readonly tenantId: string }): ReactNode {
  const name = useTenantName(workspaceId, tenantId);
  return name === undefined ? <span className="word-skeleton" /> : <bdi>{name ?? tenantId}</bdi>;
}
