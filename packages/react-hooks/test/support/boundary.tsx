import { Component, type ReactNode } from 'react';
import { onTestFinished, vi } from 'vitest';

/** An error boundary that keeps what it caught. React's own report of it is kept off the console for the rest of the test. */
export function boundary(): {
  readonly caught: readonly unknown[];
  readonly around: (children: ReactNode) => ReactNode;
} {
  quietly();
  const caught: unknown[] = [];
  class Boundary extends Component<{ readonly children: ReactNode }> {
    override state = { failed: false };
    static getDerivedStateFromError() {
      return { failed: true };
    }
    override componentDidCatch(error: unknown) {
      caught.push(error);
    }
    override render() {
      return this.state.failed ? null : this.props.children;
    }
  }
  return { caught, around: (children) => <Boundary>{children}</Boundary> };
}

/** React 18 reports what a component throws to the window as well. */
export function quietly(): void {
  const ignore = (event: Event): void => event.preventDefault();
  const spy = vi.spyOn(console, 'error').mockImplementation(() => {});
  window.addEventListener('error', ignore);
  onTestFinished(() => {
    spy.mockRestore();
    window.removeEventListener('error', ignore);
  });
}
