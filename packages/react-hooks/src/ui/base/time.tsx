import type { ReactNode } from 'react';
import { Frame } from './atlas-root.tsx';
import { useNow } from './root-context.ts';
import { Tip } from './tip.tsx';
import { useTimes } from './use-times.ts';

/** Properties of {@link Time}. */
export interface TimeProps {
  /** An RFC 3339 instant. */
  readonly instant: string;
}

/**
 * An instant as the distance from now; the exact one on hover and focus.
 *
 * @example
 * <Time instant={run.startedAt} />
 */
export function Time(props: TimeProps): ReactNode {
  return (
    <Frame inline>
      <Shown {...props} />
    </Frame>
  );
}

function Shown({ instant }: TimeProps): ReactNode {
  const { exact, relative } = useTimes();
  const now = useNow();
  return (
    <Tip text={exact(instant)}>
      <button type="button" className="ta-time">
        <time dateTime={instant} suppressHydrationWarning>
          {relative(instant, now)}
        </time>
      </button>
    </Tip>
  );
}
