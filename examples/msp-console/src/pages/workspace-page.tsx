import type { TenantView } from '@tenantatlas/core/browser';
import { useSay, useTenants, type ReadPages } from '@tenantatlas/react-hooks';
import { lifecycleLabel, Resource, StaleNote, type IconName, type Tone } from '@tenantatlas/react-hooks/ui';
import { useEffect, type ReactNode } from 'react';
import { Link } from 'wouter';
import { useText } from '../i18n/use-text.ts';
import { paths } from '../paths.ts';
import { useThisWorkspace } from '../shell/in-workspace.tsx';
import { Figure } from '../ui/figure.tsx';
import { Page } from '../ui/page.tsx';
import { Runs } from '../ui/runs.tsx';
import { Section } from '../ui/section.tsx';

const stages = [
  { stage: 'active', tone: 'success', icon: 'check' },
  { stage: 'onboarding', tone: 'info', icon: 'running' },
  { stage: 'draft', tone: 'neutral', icon: 'circle' },
  { stage: 'archived', tone: 'muted', icon: 'archive' },
] as const satisfies readonly {
  readonly stage: TenantView['lifecycle'];
  readonly tone: Tone;
  readonly icon: IconName;
}[];

/** Tenants are counted up to this number; more are shown with a plus. */
const counted = 2_000;

/** The overview of a workspace. */
export function WorkspacePage(): ReactNode {
  const text = useText();
  const { workspaceId, name } = useThisWorkspace();
  const tenants = useTenants({ workspaceId, limit: 200 });
  return (
    <Page title={name} about={text('overview.about')}>
      <Section
        title={text('overview.tenants')}
        className="stages"
        link={<Link href={paths.tenants(workspaceId)}>{text('overview.tenants.all')}</Link>}
      >
        <Resource result={tenants} skeleton={{ rows: 1, shape: 'card' }}>
          {(pages, ready) => (
            <div className="list">
              <Stages pages={pages} />
              <div className="list-head only-stale">
                <StaleNote result={ready} />
              </div>
            </div>
          )}
        </Resource>
      </Section>
      <Section
        title={text('overview.recent')}
        className="recent"
        link={
          <span className="section-links">
            <Link href={`${paths.operations(workspaceId)}?status=failed`}>{text('overview.recent.failed')}</Link>
            <Link href={paths.operations(workspaceId)}>{text('overview.recent.all')}</Link>
          </span>
        }
      >
        <Runs workspaceId={workspaceId} limit={5} />
      </Section>
    </Page>
  );
}

/** Each figure leads to the tenants that it counts. */
function Stages({ pages }: { readonly pages: ReadPages<TenantView> }): ReactNode {
  const inWords = useSay();
  const { workspaceId } = useThisWorkspace();
  useEffect(() => {
    if (pages.hasMore && !pages.isLoadingMore && pages.items.length < counted) pages.loadMore();
  }, [pages]);
  return (
    <ul className="figures">
      {stages.map(({ stage, tone, icon }) => {
        const count = pages.items.filter(({ lifecycle }) => lifecycle === stage).length;
        return (
          <li key={stage}>
            <Figure
              href={`${paths.tenants(workspaceId)}?stage=${stage}`}
              number={`${String(count)}${pages.hasMore ? '+' : ''}`}
              tone={count === 0 && !pages.hasMore ? 'muted' : tone}
              icon={icon}
            >
              {inWords(lifecycleLabel(stage))}
            </Figure>
          </li>
        );
      })}
    </ul>
  );
}
