import { useEffect, useState, type ComponentType, type ReactNode } from 'react';
import { useLink } from '../atlas/link.ts';
import { loadPart } from './load-part.ts';

/** What stands in the place of a part that is not here. */
export interface Substitutes<Props> {
  /** While it is loaded for the first time. */
  readonly Waiting: ComponentType<Props>;
  /** When its file cannot be loaded. It is asked for again by itself, and on `onRetry`. */
  readonly Missing: ComponentType<Props & { readonly onRetry: () => void }>;
}

/** A component whose file is loaded when it is needed, or on {@link OnDemand.preload}. */
export type OnDemand<Props> = ComponentType<Props> & {
  /** Loads it ahead. Never rejects: what is missing is loaded when it is shown. */
  readonly preload: () => Promise<void>;
};

const againMillis = 5_000;

/**
 * Makes a component of a file that is loaded on demand. It never throws: as long as its file cannot be loaded, `Missing` stands in its place, and it is asked for
 * again every five seconds and as soon as the server answers.
 *
 * @example
 * const ControlsPage = onDemand(() => import('./pages/controls-page.tsx'), { Waiting: PageSkeleton, Missing: MissingPart });
 */
export function onDemand<Props extends object>(
  load: () => Promise<{ readonly default: ComponentType<Props> }>,
  { Waiting, Missing }: Substitutes<Props>,
): OnDemand<Props> {
  let here: ComponentType<Props> | null = null;
  const get = async (options: { readonly mayReload: boolean }): Promise<void> => {
    here ??= (await loadPart(load, options)).default;
  };
  function Part(props: Props): ReactNode {
    const isUp = useLink();
    const [state, setState] = useState<'waiting' | 'here' | 'missing'>(here ? 'here' : 'waiting');
    const [attempt, setAttempt] = useState(0);
    const again = (): void => setAttempt((count) => count + 1);
    useEffect(() => {
      if (state === 'here') return undefined;
      let isWanted = true;
      let timer: ReturnType<typeof setTimeout> | undefined;
      get({ mayReload: true }).then(
        () => isWanted && setState('here'),
        () => {
          if (!isWanted) return;
          setState('missing');
          timer = setTimeout(again, againMillis);
        },
      );
      return () => {
        isWanted = false;
        clearTimeout(timer);
      };
    }, [state, attempt, isUp]);
    if (here) return <Here part={here} of={props} />;
    return state === 'missing' ? <Missing {...props} onRetry={again} /> : <Waiting {...props} />;
  }
  return Object.assign(Part, { preload: () => get({ mayReload: false }).catch(() => undefined) });
}

function Here<Props extends object>({
  part: Component,
  of,
}: {
  readonly part: ComponentType<Props>;
  readonly of: Props;
}): ReactNode {
  return <Component {...of} />;
}
