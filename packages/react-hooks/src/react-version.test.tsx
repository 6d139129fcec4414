// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react';
import { version } from 'react';
import { version as rendererVersion } from 'react-dom';
import { afterEach, expect, it } from 'vitest';
import { AtlasProvider, useControls } from './index.ts';
import { createTestClient } from './testing/index.ts';

afterEach(cleanup);

/** These tests run twice: the second time with React 18 in the place of React. */
const major = process.env['TA_REACT'] ?? '19';

it(`runs on React ${major}, with all dependencies of React`, () => {
  expect([version, rendererVersion].map((text) => text.split('.', 1)[0])).toEqual([major, major]);
  function Page() {
    return <p>{useControls().state}</p>; // with a second React in the process, no hook would work
  }
  const client = createTestClient({ 'controls.list': () => new Promise(() => {}) as never });
  const { container } = render(
    <AtlasProvider client={client}>
      <Page />
    </AtlasProvider>,
  );
  expect(container.textContent).toBe('loading');
});
