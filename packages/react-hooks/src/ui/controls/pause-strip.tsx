import type { ActivationView, ControlSummary, PauseView } from '@tenantatlas/core/browser';
import { useId, type ComponentType, type ReactNode } from 'react';
import { useControls } from '../../hooks/controls.ts';
import { usePauses } from '../../hooks/surfaces.ts';
import { checkProps, oneOf, type PropRules } from '../../provider/check-props.ts';
import { Frame } from '../base/atlas-root.tsx';
import { classNames } from '../base/class-names.ts';
import { Icon } from '../base/icons.tsx';
import { className, slots as slotRules, someText } from '../base/prop-rules.ts';
import { Time } from '../base/time.tsx';
import { useWords } from '../base/use-words.ts';
import { controlsMessages } from './messages.ts';

/** A pause in force, as a strip shows it. */
export interface StripPause {
  readonly controlKey: string;
  /** What the control is called. */
  readonly label: string;
  /** Whether it holds for all workspaces. */
  readonly isGlobal: boolean;
  /** The reason for operators; what customers read for the others. */
  readonly reason: string;
  /** Null where the viewer may not know it. */
  readonly owner: string | null;
  /** An RFC 3339 instant; null for a pause without an end. */
  readonly expiresAt: string | null;
}

/** What a host can replace of {@link PauseStrip}. */
export interface PauseStripSlots {
  /** A link from one pause, for instance to its control. @default none */
  readonly link: ComponentType<{ readonly pause: StripPause }>;
}

/** Properties of {@link PauseStrip}. */
export interface PauseStripProps {
  /** The workspace whose pages show it. */
  readonly workspaceId: string;
  /** `platform` for operators, who see owner and reason; `workspace` for members, who see what concerns them. */
  readonly plane: 'platform' | 'workspace';
  readonly slots?: Partial<PauseStripSlots> | undefined;
  readonly className?: string | undefined;
}

const rules: PropRules<PauseStripProps> = () => ({
  workspaceId: someText,
  plane: oneOf('platform', 'workspace'),
  slots: slotRules('link'),
  className,
});

/**
 * What is paused in a workspace, for the head of its pages: what, why, by whom and until when. It takes no space while nothing is paused, and says nothing of what it
 * could not read.
 *
 * @example
 * <PauseStrip workspaceId={workspaceId} plane="workspace" />
 */
export function PauseStrip(props: PauseStripProps): ReactNode {
  checkProps('PauseStrip', props, rules);
  return <Frame>{props.plane === 'platform' ? <OfPlatform {...props} /> : <OfWorkspace {...props} />}</Frame>;
}

function OfPlatform(props: PauseStripProps): ReactNode {
  const { say } = useWords(controlsMessages);
  const controls = useControls();
  const pauses = controls.state === 'ready' ? controls.data.flatMap((one) => inForce(one, props.workspaceId, say)) : [];
  return <Strip {...props} pauses={pauses} />;
}

function OfWorkspace(props: PauseStripProps): ReactNode {
  const result = usePauses({ workspaceId: props.workspaceId });
  const pauses = result.state === 'ready' ? result.data.map(ofNotice) : [];
  return <Strip {...props} pauses={pauses} />;
}

/** A global pause hides one of the workspace, as in every decision. */
function inForce(
  { controlKey, label, activations }: ControlSummary,
  workspaceId: string,
  say: (sentence: ActivationView['scopeLabel']) => string,
): readonly StripPause[] {
  const pause =
    activations.find(({ scope }) => scope.type === 'global') ??
    activations.find(({ scope }) => scope.workspaceId === workspaceId);
  if (!pause) return [];
  const { reasonText: reason, expiresAt, scope } = pause;
  return [{ controlKey, label, isGlobal: scope.type === 'global', reason, owner: say(pause.owner.label), expiresAt }];
}

function ofNotice({ controlKey, label, decision }: PauseView): StripPause {
  const { matchedScopeType, reasonText, expiresAt } = decision;
  return {
    controlKey,
    label,
    isGlobal: matchedScopeType === 'global',
    reason: reasonText ?? '',
    owner: null,
    expiresAt,
  };
}

function Strip({ pauses, slots, className }: PauseStripProps & { readonly pauses: readonly StripPause[] }): ReactNode {
  const { t, called } = useWords(controlsMessages);
  const id = useId();
  const Link = slots?.link;
  if (pauses.length === 0) return null;
  return (
    <section className={classNames('ta-strip', className)} aria-labelledby={id}>
      <h2 id={id} className="ta-hidden">
        {t('ui.strip.title')}
      </h2>
      <ul>
        {pauses.map((pause) => (
          <li key={pause.controlKey}>
            <Icon name="pause" />
            <p>
              <strong>
                {t(pause.isGlobal ? 'ui.strip.everywhere' : 'ui.strip.here', { label: called(pause.label) })}
              </strong>{' '}
              <bdi>{pause.reason}</bdi>
            </p>
            <p className="ta-quiet ta-pause-line">
              {pause.owner !== null && <bdi>{pause.owner}</bdi>}
              <span>
                {pause.expiresAt === null ? (
                  t('ui.pause.no_end')
                ) : (
                  <>
                    {t('ui.strip.ends')} <Time instant={pause.expiresAt} />
                  </>
                )}
              </span>
              {Link && <Link pause={pause} />}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
