import { QueryObserver } from '@tanstack/react-query';
import { expect, it, onTestFinished, vi } from 'vitest';
import { NoAnswer } from '../session/session-query.ts';
import { isLinkUp } from './link.ts';
import { queryClient } from './query-client.ts';

it('asks again for what has failed, wherever it is shown, once any answer says that the server is back', async () => {
  const read = vi.fn<() => Promise<string>>().mockRejectedValueOnce(new NoAnswer('lost')).mockResolvedValue('here');
  const options = { networkMode: 'always', retry: false } as const;
  const shown = new QueryObserver(queryClient, { ...options, queryKey: ['in a dialog'], queryFn: read });
  onTestFinished(shown.subscribe(() => undefined));
  await vi.waitFor(() => expect(shown.getCurrentResult().status).toBe('error'), { timeout: 20_000 });
  expect(isLinkUp()).toBe(false);
  await queryClient.fetchQuery({ ...options, queryKey: ['on the page behind'], queryFn: () => 'an answer' });
  expect(isLinkUp()).toBe(true);
  await vi.waitFor(() => expect(shown.getCurrentResult().data).toBe('here'), { timeout: 20_000 });
  expect(read).toHaveBeenCalledTimes(2);
});
