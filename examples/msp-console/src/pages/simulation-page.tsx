import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CopyButton, EmptyState, Skeleton, Status } from '@tenantatlas/react-hooks/ui';
import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import type { SimulationView } from '../../server/provider/simulation-handler.ts';
import { changeSimulation, simulationQuery, type SimulationChange } from '../connections/simulation-query.ts';
import { useConnectionText } from '../connections/use-connection-text.ts';
import { useText } from '../i18n/use-text.ts';
import { paths } from '../paths.ts';
import { usePerson } from '../session/use-person.ts';
import { useThisWorkspace } from '../shell/in-workspace.tsx';
import { Facts } from '../ui/facts.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';

type Tenant = SimulationView['tenants'][number];
const needed = 'connections.manage';

/** Changes the simulated tenants of a workspace: what their administrators or Microsoft would do. Nothing of it is in a product. */
export default function SimulationPage(): ReactNode {
  const text = useConnectionText();
  const inConsole = useText();
  const { workspaceId } = useThisWorkspace();
  const { id: personId } = usePerson();
  const queries = useQueryClient();
  const { queryKey, ...options } = simulationQuery(workspaceId, personId);
  const { data, isError } = useQuery({ queryKey, ...options });
  const {
    mutate,
    isPending,
    isError: isRefused,
    isSuccess,
    variables,
  } = useMutation({
    mutationFn: (change: SimulationChange) => changeSimulation(workspaceId, personId, change),
    onSuccess: (view) => queries.setQueryData<SimulationView>(queryKey, view),
  });
  const changed = data?.tenants.find(({ tenantId }) => tenantId === variables?.tenantId);
  return (
    <Page
      title={inConsole('nav.simulation')}
      about={text('simulation.about')}
      mark={
        <Status tone="warning" icon="warning">
          {text('simulation.mark')}
        </Status>
      }
    >
      <div role="alert">{(isError || isRefused) && <p className="problem">{text('simulation.failed')}</p>}</div>
      <div role="status">
        {isSuccess && changed && (
          <p className="hint">
            {text('simulation.changed', { tenant: changed.name })}{' '}
            <Link href={paths.tenant(workspaceId, changed.tenantId)}>{text('simulation.tenant')}</Link>
          </p>
        )}
      </div>
      {!data && !isError && <Skeleton rows={6} />}
      {data?.tenants.length === 0 && (
        <EmptyState title={text('simulation.empty.title')}>{text('simulation.empty.text')}</EmptyState>
      )}
      {data?.tenants.map((tenant) => (
        <OneTenant key={tenant.tenantId} tenant={tenant} view={data} isBusy={isPending} onChange={mutate} />
      ))}
      {data && data.tenants.length > 0 && <p className="quiet">{text('simulation.wait')}</p>}
    </Page>
  );
}

interface OneTenantProps {
  readonly tenant: Tenant;
  readonly view: SimulationView;
  readonly isBusy: boolean;
  readonly onChange: (change: SimulationChange) => void;
}

function OneTenant({ tenant, view, isBusy, onChange }: OneTenantProps): ReactNode {
  const text = useConnectionText();
  const inConsole = useText();
  const { workspaceId, capabilities } = useThisWorkspace();
  const { tenantId, name, externalTenantId, removed, isThrottled, isSignInBlocked } = tenant;
  const { credentialReference, permissions } = view;
  return (
    <Section title={name} link={<Link href={paths.tenant(workspaceId, tenantId)}>{text('simulation.tenant')}</Link>}>
      <Facts
        facts={[
          [
            text('simulation.missing'),
            removed.length === 0 ? (
              <span className="quiet">{text('simulation.all_granted')}</span>
            ) : (
              <code>{removed.join(', ')}</code>
            ),
          ],
          [
            text('simulation.limit'),
            isThrottled ? (
              <Status tone="warning" icon="clock">
                {text('simulation.throttled')}
              </Status>
            ) : (
              <span className="quiet">{text('simulation.unlimited')}</span>
            ),
          ],
          [
            text('simulation.sign_in'),
            isSignInBlocked ? (
              <Status tone="warning" icon="lock">
                {text('simulation.sign_in.blocked')}
              </Status>
            ) : (
              <span className="quiet">{text('simulation.sign_in.allowed')}</span>
            ),
          ],
          [
            text('simulation.external'),
            <Copied key="external" value={externalTenantId} label={text('simulation.external')} />,
          ],
          [
            text('simulation.credential'),
            <Copied key="credential" value={credentialReference} label={text('simulation.credential')} />,
          ],
        ]}
      />
      {capabilities.includes(needed) ? (
        <Changes
          tenant={tenant}
          granted={permissions.filter((one) => !removed.includes(one))}
          isBusy={isBusy}
          onChange={onChange}
        />
      ) : (
        <p className="quiet">{inConsole('capability.missing', { capability: needed })}</p>
      )}
    </Section>
  );
}

interface ChangesProps extends Omit<OneTenantProps, 'view'> {
  readonly granted: readonly string[];
}

function Changes({
  tenant: { tenantId, name, removed, isThrottled, isSignInBlocked },
  granted,
  isBusy,
  onChange,
}: ChangesProps): ReactNode {
  const text = useConnectionText();
  const [chosen, setChosen] = useState('');
  const permission = granted.includes(chosen) ? chosen : (granted[0] ?? '');
  const button = (
    action: 'remove' | 'throttle' | 'block_sign_in' | 'restore',
    isAvailable: boolean,
    change: SimulationChange,
  ): ReactNode => (
    <button
      type="button"
      className="button"
      aria-label={text('simulation.of', { action: text(`simulation.${action}`), tenant: name })}
      aria-disabled={!isAvailable || isBusy || undefined}
      onClick={() => (isAvailable && !isBusy ? onChange(change) : undefined)}
    >
      {text(`simulation.${action}`)}
    </button>
  );
  return (
    <div className="simulation-changes">
      <select
        className="input"
        aria-label={text('simulation.permission_of', { tenant: name })}
        value={permission}
        onChange={({ target }) => setChosen(target.value)}
      >
        {granted.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
      {button('remove', granted.length > 0, {
        action: 'remove_permission',
        tenantId,
        permission,
      })}
      {button('throttle', !isThrottled, {
        action: 'throttle',
        tenantId,
      })}
      {button('block_sign_in', !isSignInBlocked, { action: 'block_sign_in', tenantId })}
      {button('restore', isThrottled || isSignInBlocked || removed.length > 0, { action: 'restore', tenantId })}
    </div>
  );
}

function Copied({ value, label }: { readonly value: string; readonly label: string }): ReactNode {
  return (
    <>
      <code>{value}</code> <CopyButton text={value} label={label} />
    </>
  );
}
