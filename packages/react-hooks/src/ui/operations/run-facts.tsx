import type { OperationRunView } from '@tenantatlas/core/browser';
import type { ReactNode } from 'react';
import { CopyButton } from '../base/copy-button.tsx';
import { useWords } from '../base/use-words.ts';
import { operationsMessages } from './messages.ts';
import type { OperationDetailSlots } from './slots.ts';
import { RunTenant, TenantState } from './run-columns.tsx';

type Run = OperationRunView;

/** What a run is: tenant, what it was asked to do, reason codes, its id. */
export function RunFacts({
  run,
  slots,
}: {
  readonly run: Run;
  readonly slots: Partial<OperationDetailSlots>;
}): ReactNode {
  const { t, called } = useWords(operationsMessages);
  const Tenant = slots.tenant ?? RunTenant;
  const codes = [...new Set(run.failureSummary.map(({ reasonCode }) => reasonCode))];
  return (
    <>
      <Facts title={t('ui.run.details')}>
        <Fact name={t('ui.run.tenant')}>
          <Tenant run={run} name={run.tenant?.name ?? run.tenantId} /> <TenantState run={run} />
        </Fact>
        {run.attempt > 1 && <Fact name={t('ui.run.attempts')}>{run.attempt}</Fact>}
        {codes.length > 0 && (
          <Fact name={t('ui.run.reason_code')}>
            {codes.map((code) => (
              <code key={code} className="ta-block">
                {code}
              </code>
            ))}
          </Fact>
        )}
        <Fact name={t('ui.run.id')}>
          <code>{run.id}</code> <CopyButton text={run.id} label={t('ui.run.id')} />
        </Fact>
      </Facts>
      {run.inputs.length > 0 && (
        <Facts title={t('ui.run.inputs')}>
          {run.inputs.map(({ name, label, values, more }) => (
            <Fact key={name} name={called(label)}>
              {values.map((value, index) => (
                <bdi key={index} className="ta-block">
                  {typeof value === 'boolean' ? t(value ? 'ui.run.yes' : 'ui.run.no') : value}
                </bdi>
              ))}
              {more > 0 && <span className="ta-quiet">{t('ui.run.inputs_more', { count: more })}</span>}
            </Fact>
          ))}
        </Facts>
      )}
    </>
  );
}

function Facts({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <section className="ta-part">
      <h2 className="ta-part-title">{title}</h2>
      <dl className="ta-record-facts">{children}</dl>
    </section>
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
