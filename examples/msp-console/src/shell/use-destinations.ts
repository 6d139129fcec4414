import { useQueries, useQuery } from '@tanstack/react-query';
import type { TenantView, WorkspaceView } from '@tenantatlas/core/browser';
import { controlsOptions, isDenied, operationOptions, useAtlas } from '@tenantatlas/react-hooks';
import { useUi } from '@tenantatlas/react-hooks/ui';
import { useEffect, useState } from 'react';
import { useFilter } from 'react-aria-components';
import { useOperationName } from '../i18n/operation-names.ts';
import { useText } from '../i18n/use-text.ts';
import { paths } from '../paths.ts';
import { usePerson } from '../session/use-person.ts';
import type { IconName } from '../ui/icons.tsx';
import { allTenants } from './all-tenants.ts';
import { pagesOf } from './pages-of.ts';
import { useAllWorkspaces } from './use-all-workspaces.ts';
import { usePlane } from './use-plane.ts';

/** Somewhere to go. */
export interface Destination {
  readonly id: string;
  readonly label: string;
  /** What else it is found by, such as an id that is pasted. */
  readonly keys?: readonly string[];
  readonly href: string;
  readonly icon: IconName;
}

/** Destinations of one kind. */
export interface DestinationGroup {
  readonly title: string;
  readonly items: readonly Destination[];
}

/** Everywhere that this person can go. */
export interface Destinations {
  readonly groups: readonly DestinationGroup[];
  readonly isLoading: boolean;
  /** Workspaces or tenants could not be read: what is not found may be there. */
  readonly isFailed: boolean;
  /** Tenants are missing: those of workspaces that one is not in, and that are not called by what was typed. */
  readonly isPartial: boolean;
}

/** Everywhere that this person can go, as far as it is known by now. Groups without any are left out. */
export function useDestinations(typed: string): Destinations {
  const text = useText();
  const person = usePerson();
  const { workspaceId, capabilities, isMissing } = usePlane();
  const { workspaces, tenants, ...state } = usePlaces(typed, isMissing ? null : workspaceId);
  const runs = useRuns(typed, isMissing ? null : workspaceId, workspaces);
  const commands = useCommands();
  const pages = [...(isMissing ? [] : pagesOf(workspaceId, person, capabilities)), ...pagesOf(null, person)];
  const groups: readonly DestinationGroup[] = [
    {
      title: text('palette.pages'),
      items: [...new Map(pages.map((page) => [page.href, page])).values()].map(({ id, href, icon }) => ({
        id: href,
        label: isTwice(href) ? `${text(`nav.${id}`)} · ${text('nav.system')}` : text(`nav.${id}`),
        href,
        icon,
      })),
    },
    { title: text('palette.runs'), items: runs },
    { title: text('palette.commands'), items: commands },
    { title: text('nav.workspaces'), items: workspaces.map(toWorkspace) },
    { title: text('palette.tenants'), items: tenants.map(toTenant) },
  ];
  return { groups: groups.filter(({ items }) => items.length > 0), ...state };
}

/** Pages that a workspace has as well. */
function isTwice(href: string): boolean {
  return href === paths.platformAudit || href === paths.platformOperations || href === paths.system;
}

/** What an operator can begin from anywhere. */
function useCommands(): readonly Destination[] {
  const text = useText();
  const { called } = useUi();
  const { plane, capabilities } = usePerson();
  const { connection } = useAtlas();
  const mayPause = plane === 'platform' && capabilities.includes('platform.ops.controls.manage');
  const { data: controls = [] } = useQuery({ ...controlsOptions(connection), enabled: mayPause });
  return controls.map(({ controlKey, label }) => ({
    id: `c:${controlKey}`,
    label: text('palette.pause', { control: called(label) }),
    keys: [controlKey],
    href: `${paths.controls}?pause=${encodeURIComponent(controlKey)}`,
    icon: 'controls',
  }));
}

const isRunId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The run whose id was pasted: looked for where one is, and in the workspaces that are near at hand. */
function useRuns(typed: string, here: string | null, workspaces: readonly WorkspaceView[]): readonly Destination[] {
  const { connection } = useAtlas();
  const nameOf = useOperationName();
  const runId = typed.trim().toLowerCase();
  const ids = [...new Set([...(here === null ? [] : [here]), ...workspaces.map(({ workspaceId }) => workspaceId)])];
  const found = useQueries({
    queries: (isRunId.test(runId) ? ids.slice(0, readAtOnce) : []).map((workspaceId) => ({
      ...operationOptions(connection, { workspaceId, runId }),
      refetchInterval: false as const,
      retry: false,
    })),
  });
  return found.flatMap(({ data: run }) =>
    run
      ? [
          {
            id: `r:${run.id}`,
            label: [nameOf(run), run.tenant?.name].filter(Boolean).join(' · '),
            keys: [run.id],
            href: paths.operation(run.workspaceId, run.id),
            icon: 'operations' as const,
          },
        ]
      : [],
  );
}

function toWorkspace({ workspaceId, name }: WorkspaceView): Destination {
  return {
    id: `w:${workspaceId}`,
    label: name,
    keys: [workspaceId],
    href: paths.workspace(workspaceId),
    icon: 'workspaces',
  };
}

function toTenant({ workspaceId, tenantId, name, externalTenantId }: TenantView): Destination {
  return {
    id: `t:${workspaceId}:${tenantId}`,
    label: name,
    keys: [tenantId, ...(externalTenantId === null ? [] : [externalTenantId])],
    href: paths.tenant(workspaceId, tenantId),
    icon: 'tenants',
  };
}

interface Places {
  readonly workspaces: readonly WorkspaceView[];
  readonly tenants: readonly TenantView[];
  readonly isLoading: boolean;
  readonly isFailed: boolean;
  readonly isPartial: boolean;
}

/** Of how many workspaces the tenants are read at once: opening the palette must not keep the server busy. */
const readAtOnce = 20;

/** All workspaces, and the tenants of those that matter, as far as they can be read: the pages themselves say why something cannot be read. */
function usePlaces(typed: string, here: string | null): Places {
  const atlas = useAtlas();
  const { workspaces, isLoading, failure } = useAllWorkspaces();
  const isPartial = workspaces.length > readAtOnce;
  const named = useNamed(workspaces, typed);
  const other = (isPartial ? named : workspaces).filter(({ workspaceId }) => workspaceId !== here);
  const ids = [...(here === null ? [] : [here]), ...other.slice(0, readAtOnce).map(({ workspaceId }) => workspaceId)];
  const tenants = useQueries({
    queries: ids.map((workspaceId) => allTenants(atlas, workspaceId)),
  });
  return {
    workspaces,
    tenants: tenants.flatMap(({ data = [] }) => data),
    isLoading: isLoading || tenants.some((one) => one.isLoading),
    isFailed: failure !== null || tenants.some(({ data, error }) => !data && error !== null && !isDenied(error)),
    isPartial,
  };
}

const restMillis = 250;

/** The workspaces that are called by what was typed, once the typing rests. */
function useNamed(workspaces: readonly WorkspaceView[], typed: string): readonly WorkspaceView[] {
  const { contains } = useFilter({ sensitivity: 'base' });
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed.trim()), restMillis);
    return () => clearTimeout(timer);
  }, [typed]);
  return settled === '' ? [] : workspaces.filter(({ name }) => contains(name, settled));
}
