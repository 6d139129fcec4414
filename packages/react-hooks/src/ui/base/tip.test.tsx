// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { show } from '../../../test/support/ui-world.tsx';
import { AtlasRoot } from './atlas-root.tsx';
import { Button } from './button.tsx';
import { Tip } from './tip.tsx';

beforeEach(() => () => document.body.removeAttribute('inert'));

// What the console says is checked after every test.
it.each([
  ['an element', <button key="element">Paused</button>],
  ['a button of the components', <Button key="button">Paused</Button>],
])('on %s appears behind a dialog without a warning, and explains when the dialog is closed', async (_, child) => {
  document.body.setAttribute('inert', '');
  show(
    <AtlasRoot>
      <Tip text="Since Monday">{child}</Tip>
    </AtlasRoot>,
    {},
  );
  const button = screen.getByText('Paused');
  expect(button.getAttribute('tabindex')).toBeNull();
  document.body.removeAttribute('inert');
  await waitFor(() => expect(button.getAttribute('tabindex')).toBe('0'));
  fireEvent.focus(button);
  fireEvent.click(button);
  expect((await screen.findByRole('tooltip')).textContent).toBe('Since Monday');
  expect(button.getAttribute('aria-describedby')).toBe(screen.getByRole('tooltip').id);
});
