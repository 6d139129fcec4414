import type { ActionView } from '@tenantatlas/core/browser';
import { useId, useState, type ComponentType, type ReactNode } from 'react';
import { useActions } from '../../hooks/surfaces.ts';
import { Frame } from '../base/atlas-root.tsx';
import { Button } from '../base/button.tsx';
import { classNames } from '../base/class-names.ts';
import { Icon } from '../base/icons.tsx';
import { Tip } from '../base/tip.tsx';
import { useWords } from '../base/use-words.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { PauseExplanation, type PauseExplanationProps } from './pause-explanation.tsx';
import { actionsMessages } from './messages.ts';
import { aFunction, anything, checkProps, oneOf, optional } from '../../provider/check-props.ts';
import { className, slots, someText } from '../base/prop-rules.ts';

/** What a host can replace of {@link ActionButton}. */
export interface ActionButtonSlots {
  /** The label of the button. */
  readonly label: ComponentType<{ readonly action: ActionView }>;
  /** What opens when a paused action is pressed. */
  readonly explanation: ComponentType<PauseExplanationProps>;
}

interface ButtonOptions {
  /** Starts it, or opens what asks for its inputs. Called of an available action only. */
  readonly onPress: (action: ActionView) => void;
  /**
   * Where the change is named before it starts: in a dialog that asks, or beside the button, when what opens next asks anyway.
   * @default 'dialog'
   */
  readonly naming?: 'dialog' | 'inline' | undefined;
  /** `caution` for an action that overwrites or deletes. @default 'plain' */
  readonly variant?: 'plain' | 'primary' | 'caution' | undefined;
  readonly slots?: Partial<ActionButtonSlots> | undefined;
  readonly className?: string | undefined;
}

/** Properties of {@link ActionButton}: an action that was read already, or what to read it of. */
export type ActionButtonProps = ButtonOptions &
  (
    | { readonly action: ActionView }
    | {
        readonly workspaceId: string;
        readonly tenantId: string;
        readonly type: string;
        /**
         * The label of the button until the action was read, and if reading fails.
         * @default that it is loading; a word that fits any action where it cannot be read
         */
        readonly label?: string | undefined;
        readonly action?: undefined;
      }
  );

const buttonRules = () => ({
  onPress: aFunction('(action) => start(action)'),
  naming: optional(oneOf('dialog', 'inline')),
  variant: optional(oneOf('plain', 'primary', 'caution')),
  slots: slots('label', 'explanation'),
  className,
});
const rulesToRead = () => ({
  ...buttonRules(),
  workspaceId: someText,
  tenantId: someText,
  type: someText,
  label: optional(someText),
  action: {
    isRight: (value: unknown) => value === undefined,
    rule: 'is an action of useActions. Leave it out to read it.',
  },
});
const rulesWhenRead = () => ({
  ...buttonRules(),
  ...{ workspaceId: anything, tenantId: anything, type: anything, label: anything, action: anything },
});

/**
 * A button that knows whether its operation can be started: `available` names what it changes and then calls `onPress`; `denied` stays
 * focusable and says what is missing; `paused` explains the pause and changes nothing. An action that could not be read is `unknown`: neither
 * available nor denied, and read again on demand. Several buttons of one tenant share one read with `useActions` and `action`.
 *
 * @example
 * <ActionButton workspaceId="w-1" tenantId="t-1" type="restore.execute" onPress={() => setRestoring(true)} naming="inline" />
 */
export function ActionButton(props: ActionButtonProps): ReactNode {
  checkProps('ActionButton', props, props.action ? rulesWhenRead : rulesToRead);
  return <Frame inline>{props.action ? <Shown {...props} action={props.action} /> : <Reading {...props} />}</Frame>;
}

type ReadingProps = Exclude<ActionButtonProps, { readonly action: ActionView }>;

function Reading(props: ReadingProps): ReactNode {
  const { t, say } = useWords(actionsMessages);
  const { workspaceId, tenantId, type, label, className } = props;
  const result = useActions({ workspaceId, tenantId, types: [type] });
  const action = result.state === 'ready' ? result.data.find((one) => one.type === type) : undefined;
  if (action) return <Shown {...props} action={action} />;
  if (result.state === 'loading')
    return (
      <Button isUnavailable className={className} aria-busy>
        {label ?? t('ui.loading')}
      </Button>
    );
  const name = label ?? t('ui.action.unnamed');
  if (result.state === 'denied')
    return (
      <Unavailable state="denied" className={className} reason={say(result.error.message)}>
        {name}
      </Unavailable>
    );
  const why = 'error' in result ? say(result.error.message) : '';
  return (
    <span className="ta-action-unread">
      <Unavailable state="unknown" className={className} reason={`${t('ui.action.unknown')} ${why}`.trim()}>
        {name} <span className="ta-action-mark">({t('ui.action.unknown_mark')})</span>
      </Unavailable>
      <Button variant="quiet" aria-label={t('ui.action.retry', { label: name })} onClick={result.refresh}>
        {t('ui.retry')}
      </Button>
    </span>
  );
}

function Shown({ action, ...props }: ButtonOptions & { readonly action: ActionView }): ReactNode {
  const { say } = useWords(actionsMessages);
  const Label = props.slots?.label ?? ActionLabel;
  if (!action.visible) return null;
  if (action.state === 'paused') return <Paused {...props} action={action} />;
  if (action.state === 'available') return <Available {...props} action={action} />;
  return (
    <Unavailable state="denied" className={props.className} reason={action.reason && say(action.reason)}>
      <Label action={action} />
    </Unavailable>
  );
}

interface UnavailableProps {
  readonly state: 'denied' | 'unknown';
  readonly reason: ReactNode;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

function Unavailable({ state, reason, className, children }: UnavailableProps): ReactNode {
  return (
    <Tip text={reason}>
      <button
        type="button"
        aria-disabled
        className={classNames('ta-button ta-action', className)}
        data-ta-variant="plain"
        data-ta-state={state}
      >
        {children}
      </button>
    </Tip>
  );
}

function Paused({ action, slots, className }: ButtonOptions & { readonly action: ActionView }): ReactNode {
  const { t } = useWords(actionsMessages);
  const [isOpen, setOpen] = useState(false);
  const Label = slots?.label ?? ActionLabel;
  const Explanation = slots?.explanation ?? PauseExplanation;
  return (
    <>
      <Button className={classNames('ta-action', className)} data-ta-state="paused" onClick={() => setOpen(true)}>
        <Icon name="pause" />
        <Label action={action} /> <span className="ta-action-mark">({t('ui.action.paused_mark')})</span>
      </Button>
      {action.pause && <Explanation pause={action.pause} isOpen={isOpen} onClose={() => setOpen(false)} />}
    </>
  );
}

function Available(props: ButtonOptions & { readonly action: ActionView }): ReactNode {
  const { action, onPress, naming = 'dialog', variant = 'plain', slots, className } = props;
  const { t, say, called } = useWords(actionsMessages);
  const note = useId();
  const [isAsking, setAsking] = useState(false);
  const Label = slots?.label ?? ActionLabel;
  const change = action.mutationScope && say(action.mutationScope);
  const asks = change !== null && naming === 'dialog';
  return (
    <>
      <Button
        variant={variant}
        className={classNames('ta-action', className)}
        data-ta-state="available"
        aria-describedby={change !== null && !asks ? note : undefined}
        onClick={() => (asks ? setAsking(true) : onPress(action))}
      >
        <Label action={action} />
      </Button>
      {change !== null && !asks && (
        <span id={note} className="ta-action-note">
          {change}
        </span>
      )}
      {asks && (
        <ConfirmDialog
          isOpen={isAsking}
          title={called(action.label)}
          confirm={called(action.label)}
          onClose={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false);
            onPress(action);
          }}
        >
          <p className="ta-quiet">{t('ui.action.will_change')}</p>
          <p>{change}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

function ActionLabel({ action }: { readonly action: ActionView }): ReactNode {
  return useWords(actionsMessages).called(action.label);
}
