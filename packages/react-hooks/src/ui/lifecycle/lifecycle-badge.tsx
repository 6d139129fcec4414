import type { LifecyclePresentation } from '@tenantatlas/core/browser';
import type { ComponentType, ReactNode } from 'react';
import { Frame } from '../base/atlas-root.tsx';
import { classNames } from '../base/class-names.ts';
import { Icon, type IconName } from '../base/icons.tsx';
import { Tip } from '../base/tip.tsx';
import { useWords } from '../base/use-words.ts';
import { baseMessages } from '../base/messages.ts';
import { checkProps, type PropRules } from '../../provider/check-props.ts';
import { answer, className as classNameRule, flag, slots } from '../base/prop-rules.ts';

/** What a host can replace of {@link LifecycleBadge}. */
export interface LifecycleBadgeSlots {
  /** The sign before the word. */
  readonly icon: ComponentType<{ readonly presentation: LifecyclePresentation }>;
}

/** Properties of {@link LifecycleBadge}. */
export interface LifecycleBadgeProps {
  /** From `useTenantLifecycle`, from a tenant that was read, or from `presentLifecycle`. */
  readonly presentation: LifecyclePresentation;
  /** For tables and long lists: not in the tab order; the explanation is read out, and shown on hover. @default false */
  readonly isPlain?: boolean | undefined;
  readonly slots?: Partial<LifecycleBadgeSlots> | undefined;
  readonly className?: string | undefined;
}

const icons = {
  neutral: 'circle',
  info: 'running',
  success: 'check',
  muted: 'archive',
  danger: 'warning',
} as const satisfies { readonly [tone in LifecyclePresentation['tone']]: IconName };

const rules: PropRules<LifecycleBadgeProps> = () => ({
  presentation: answer('the presentation of a tenant'),
  isPlain: flag,
  slots: slots('icon'),
  className: classNameRule,
});

/**
 * The lifecycle of a tenant as label, icon and tone, explained on hover and focus.
 *
 * @example
 * <LifecycleBadge presentation={tenant.presentation} />
 */
export function LifecycleBadge(props: LifecycleBadgeProps): ReactNode {
  checkProps('LifecycleBadge', props, rules);
  const { presentation, isPlain = false, slots: parts, className } = props;
  const { say } = useWords(baseMessages);
  const Sign = parts?.icon ?? LifecycleIcon;
  const why = say(presentation.longDescription);
  const badge = { className: classNames('ta-badge', className), 'data-ta-tone': presentation.tone };
  const word = (
    <>
      <Sign presentation={presentation} />
      <span>{say(presentation.label)}</span>
    </>
  );
  return (
    <Frame inline>
      {isPlain ? (
        <span {...badge} data-ta-plain="" title={why}>
          {word}
          <span className="ta-hidden">{` (${why})`}</span>
        </span>
      ) : (
        <Tip text={why}>
          <button type="button" {...badge}>
            {word}
          </button>
        </Tip>
      )}
    </Frame>
  );
}

function LifecycleIcon({ presentation }: { readonly presentation: LifecyclePresentation }): ReactNode {
  return <Icon name={icons[presentation.tone]} />;
}
