import { act, render } from '@testing-library/react';
import { StrictMode, useLayoutEffect, type ReactNode } from 'react';
import { vi } from 'vitest';
import { AtlasProvider, type AtlasProviderProps } from '../../src/index.ts';

/** A hook below a provider, with everything that was on the screen of it, frame by frame. */
export interface Shown<T> {
  readonly frames: readonly T[];
  /** What is shown now. */
  readonly now: () => T;
  /** Gives the provider other properties. */
  readonly provide: (props: Partial<AtlasProviderProps>) => void;
  readonly unmount: () => void;
}

/** Shows what `useHook` answers. `around` wraps the provider: StrictMode unless told. */
export function show<T>(
  useHook: () => T,
  props: AtlasProviderProps,
  around: (children: ReactNode) => ReactNode = (children) => <StrictMode>{children}</StrictMode>,
): Shown<T> {
  const frames: T[] = [];
  function Probe() {
    const answer = useHook();
    useLayoutEffect(() => {
      frames.push(answer);
    });
    return null;
  }
  const tree = (given: AtlasProviderProps) =>
    around(
      <AtlasProvider {...given}>
        <Probe />
      </AtlasProvider>,
    );
  const { rerender, unmount } = render(tree(props));
  return {
    frames,
    now: () => frames[frames.length - 1] as T,
    provide: (others) => rerender(tree({ ...props, ...others })),
    unmount,
  };
}

/** Lets `millis` pass on the fake clock, and everything happen that happens in them. */
export async function pass(millis = 0): Promise<void> {
  await act(async () => {
    await vi.advanceTimersByTimeAsync(millis);
  });
}
