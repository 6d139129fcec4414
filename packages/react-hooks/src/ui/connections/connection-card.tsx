import type { ConnectionView } from '@tenantatlas/core/browser';
import { useId, type ComponentType, type ReactNode } from 'react';
import { checkProps, oneOf, optional, type PropRules } from '../../provider/check-props.ts';
import { Frame } from '../base/atlas-root.tsx';
import { classNames } from '../base/class-names.ts';
import { answer, className as classNameRule, slots } from '../base/prop-rules.ts';
import { Status } from '../base/status.tsx';
import { Time } from '../base/time.tsx';
import { useWords } from '../base/use-words.ts';
import { connectionsMessages } from './messages.ts';
import { ReasonNote } from './reason-note.tsx';
import { readinessSigns } from './states.ts';

/** What a host can replace of, and add to, a {@link ConnectionCard}. */
export interface ConnectionCardSlots {
  /** The name, for instance as a link to a page of its own. */
  readonly name: ComponentType<{ readonly connection: ConnectionView }>;
  /** What can be done with it, such as a button that runs the check. @default nothing */
  readonly actions: ComponentType<{ readonly connection: ConnectionView }>;
  /** Help beside what the last check found, such as `ConnectionHelp`. @default nothing */
  readonly help: ComponentType<{ readonly connection: ConnectionView }>;
}

/** Properties of {@link ConnectionCard}. */
export interface ConnectionCardProps {
  /** A connection of `useConnections` or `useConnection`. */
  readonly connection: ConnectionView;
  /** @default 3 */
  readonly headingLevel?: 2 | 3 | 4 | undefined;
  readonly slots?: Partial<ConnectionCardSlots> | undefined;
  readonly className?: string | undefined;
}

const rules: PropRules<ConnectionCardProps> = () => ({
  connection: answer('a connection of useConnections or useConnection'),
  headingLevel: optional(oneOf(2, 3, 4)),
  slots: slots('name', 'actions', 'help'),
  className: classNameRule,
});

/**
 * One connection: whether it can be used, which tenant it reaches and how, when it was checked last, and why that did not pass.
 *
 * @example
 * const connections = useConnections({ workspaceId: 'w-1', tenantId: 't-1' });
 * {connections.state === 'ready' && connections.data.items.map((one) => <ConnectionCard key={one.id} connection={one} />)}
 */
export function ConnectionCard(props: ConnectionCardProps): ReactNode {
  checkProps('ConnectionCard', props, rules);
  return (
    <Frame>
      <Card {...props} />
    </Frame>
  );
}

function Card({ connection, headingLevel = 3, slots: parts = {}, className }: ConnectionCardProps): ReactNode {
  const { t, say } = useWords(connectionsMessages);
  const heading = useId();
  const Title = `h${headingLevel}` as const;
  const { name: Name = ConnectionName, actions: Actions, help: Help } = parts;
  const { readiness, readinessLabel, lastErrorReason, lastHealthCheckAt, verificationStatus } = connection;
  return (
    <article className={classNames('ta-connection', className)} aria-labelledby={heading} data-ta-state={readiness}>
      <header className="ta-connection-head">
        <div className="ta-connection-name">
          <Title id={heading} className="ta-part-title">
            <Name connection={connection} />
          </Title>
          <Status {...readinessSigns[readiness]}>{say(readinessLabel)}</Status>
        </div>
        {Actions && (
          <div className="ta-connection-actions">
            <Actions connection={connection} />
          </div>
        )}
      </header>
      <dl className="ta-connection-facts">
        <Fact name={t('ui.connection.scope')}>{say(connection.targetScope)}</Fact>
        <Fact name={t('ui.connection.type')}>{t(`ui.connection.type.${connection.connectionType}`)}</Fact>
        <Fact name={t('ui.connection.credential')}>
          {t(`ui.connection.credential.${connection.hasCredential ? 'yes' : 'no'}`)}
        </Fact>
        <Fact name={t('ui.connection.checked')}>
          {lastHealthCheckAt === null ? t('ui.connection.never_checked') : <Time instant={lastHealthCheckAt} />}
        </Fact>
      </dl>
      {lastErrorReason && verificationStatus !== 'pending' && (
        <p className="ta-panel" data-ta-tone={readinessSigns[readiness].tone}>
          <span>
            <ReasonNote reason={lastErrorReason} />
          </span>
        </p>
      )}
      {Help && <Help connection={connection} />}
    </article>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <bdi>{children}</bdi>
      </dd>
    </div>
  );
}

function ConnectionName({ connection }: { readonly connection: ConnectionView }): ReactNode {
  return <bdi>{connection.displayName}</bdi>;
}
