import type { ReactNode } from 'react';
import { checkProps, type PropRules } from '../../provider/check-props.ts';
import { Frame } from './atlas-root.tsx';
import { flag } from './prop-rules.ts';
import { useExactTimesAround } from './exact-times.ts';
import { useNow } from './root-context.ts';
import { Tip } from './tip.tsx';
import { useTimes } from './use-times.ts';

/** Properties of {@link Time}. */
export interface TimeProps {
  /** An RFC 3339 instant. */
  readonly instant: string;
  /** For tables: not in the tab order; the exact instant is read out, shown on hover, and shown in its place when the time or the head of its column (`isTime`) is pressed. @default false */
  readonly isPlain?: boolean | undefined;
}

const rules: PropRules<TimeProps> = () => ({
  instant: {
    isRight: (value) =>
      typeof value === 'string' && /^\d{4}-\d\d-\d\d[Tt ]/.test(value) && !Number.isNaN(Date.parse(value)),
    rule: 'is an RFC 3339 instant such as 2026-12-01T00:00:00Z.',
  },
  isPlain: flag,
});

/**
 * An instant as the distance from now; the exact one on hover and focus.
 *
 * @example
 * <Time instant={run.startedAt} />
 */
export function Time(props: TimeProps): ReactNode {
  checkProps('Time', props, rules);
  return (
    <Frame inline>
      <Shown {...props} />
    </Frame>
  );
}

function Shown({ instant, isPlain = false }: TimeProps): ReactNode {
  return isPlain ? <Plain instant={instant} /> : <WithTip instant={instant} />;
}

/** A press shows all times of the table exactly: a finger cannot hover. The head of the column does the same for the keyboard. */
function Plain({ instant }: Pick<TimeProps, 'instant'>): ReactNode {
  const { end, exact, relative, stamp } = useTimes();
  const now = useNow();
  const { isExact, toggle } = useExactTimesAround();
  return (
    <span className="ta-time" data-ta-plain="" title={exact(instant)} onClick={toggle} suppressHydrationWarning>
      <time dateTime={instant} data-ta-exact={exact(instant)} suppressHydrationWarning>
        {now === null ? end(instant) : isExact ? stamp(instant) : relative(instant, now)}
      </time>
      <span className="ta-hidden" suppressHydrationWarning>{` (${exact(instant)})`}</span>
    </span>
  );
}

function WithTip({ instant }: Pick<TimeProps, 'instant'>): ReactNode {
  const { end, exact, relative } = useTimes();
  const now = useNow();
  const time = (
    // On paper nothing can be hovered: a style sheet for print shows it from here.
    <time dateTime={instant} data-ta-exact={exact(instant)} suppressHydrationWarning>
      {now === null ? end(instant) : relative(instant, now)}
    </time>
  );
  return (
    <Tip text={exact(instant)}>
      <button type="button" className="ta-time">
        {time}
      </button>
    </Tip>
  );
}
