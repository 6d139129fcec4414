// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { show } from '../../../test/support/ui-world.tsx';
import { AtlasRoot } from './atlas-root.tsx';
import { Tip } from './tip.tsx';

const page = (isInert: boolean) => (
  <div inert={isInert}>
    <AtlasRoot>
      <Tip text="Since Monday">
        <button type="button">Paused</button>
      </Tip>
    </AtlasRoot>
  </div>
);

// What the console says is checked after every test.
it('appears behind a dialog without a warning, and explains when the dialog is closed', async () => {
  show(page(true), {});
  const button = screen.getByText('Paused');
  expect(button.getAttribute('tabindex')).toBeNull();
  (button.closest('[inert]') as HTMLElement).removeAttribute('inert');
  await waitFor(() => expect(button.getAttribute('tabindex')).toBe('0'));
  fireEvent.focus(button);
  fireEvent.click(button);
  expect((await screen.findByRole('tooltip')).textContent).toBe('Since Monday');
  expect(button.getAttribute('aria-describedby')).toBe(screen.getByRole('tooltip').id);
});
