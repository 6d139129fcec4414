import type { ReactNode } from 'react';
import { renderToString } from 'react-dom/server';
import { expect, vi } from 'vitest';

/** The page as a server renders it. React Aria has layout effects, which React 18 mentions on a server; nothing else may be said. */
export function onServer(page: ReactNode): string {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  const html = renderToString(page);
  const others = said.mock.calls.filter(
    ([text]) => !String(text).includes('useLayoutEffect does nothing on the server'),
  );
  said.mockRestore();
  expect(others).toEqual([]);
  return html;
}
