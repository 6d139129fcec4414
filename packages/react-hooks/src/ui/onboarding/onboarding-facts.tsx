import type { ConnectionView } from '@tenantatlas/core/browser';
import type { ReactNode } from 'react';
import { Status } from '../base/status.tsx';
import { Time } from '../base/time.tsx';
import { useWords } from '../base/use-words.ts';
import { PermissionSummary } from '../connections/permission-summary.tsx';
import { readinessSigns } from '../connections/states.ts';
import { onboardingMessages } from './messages.ts';
import type { OnboardingReadinessProps } from './readiness-props.ts';
import { standingSigns } from './states.ts';

type FactsProps = Pick<OnboardingReadinessProps, 'readiness' | 'slots'>;

/**
 * What the readiness is judged by: the connection, its verification and its permissions. Before a tenant is identified there is none of it. While a verification is in
 * progress, and after one without a result, the age of the last report is left out: it would seem to be about the new one.
 */
export function OnboardingFacts({ readiness, slots = {} }: FactsProps): ReactNode {
  const { t, say } = useWords(onboardingMessages);
  const { session, providerSummary, verification, permissions, freshness } = readiness;
  const Run = slots.run;
  const isOfReport = !verification.isActive && verification.status !== 'failed';
  if (session.tenantId === null) return null;
  return (
    <dl className="ta-onboarding-facts">
      <Fact name={t('ui.onboarding.connection')}>
        {providerSummary === null ? (
          <span className="ta-quiet">{t('ui.onboarding.connection.none')}</span>
        ) : (
          <Provider connection={providerSummary} name={slots.connection} />
        )}
      </Fact>
      {providerSummary && (
        <Fact name={t('ui.onboarding.verification')}>
          <p className="ta-report-head">
            <Status {...standingSigns[verification.status]}>{say(verification.label)}</Status>
            {verification.report && isOfReport && (
              <span className="ta-quiet">
                <Time instant={verification.report.createdAt} />
              </span>
            )}
            {Run && verification.run && <Run run={verification.run} />}
          </p>
          {verification.hasReport && isOfReport && <p className="ta-quiet">{say(freshness.note)}</p>}
        </Fact>
      )}
      {permissions && (
        <Fact name={t('ui.onboarding.permissions')}>
          <PermissionSummary overview={permissions.overview} />
        </Fact>
      )}
    </dl>
  );
}

interface ProviderProps {
  readonly connection: ConnectionView;
  readonly name: NonNullable<FactsProps['slots']>['connection'];
}

function Provider({ connection, name: Name }: ProviderProps): ReactNode {
  const { say } = useWords(onboardingMessages);
  const { displayName, readiness, readinessLabel, targetScope } = connection;
  return (
    <>
      <p className="ta-report-head">
        {Name ? <Name connection={connection} /> : <bdi>{displayName}</bdi>}
        <Status {...readinessSigns[readiness]}>{say(readinessLabel)}</Status>
      </p>
      <p className="ta-quiet">
        <bdi>{say(targetScope)}</bdi>
      </p>
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
