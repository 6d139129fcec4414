import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { AtlasProvider, type AtlasProviderProps } from '../provider/atlas-provider.tsx';
import { ownQueries } from '../provider/own-queries.ts';
import { createTestClient } from './create-test-client.ts';
import { quietQueries } from './quiet-queries.ts';
import type { TestHandlers } from './test-handlers.ts';

/** Properties of {@link TestAtlasProvider}. */
export interface TestAtlasProviderProps extends Omit<AtlasProviderProps, 'client'> {
  /** A whole client, for instance `atlas.as(…)` of an atlas in memory. @default one made of `handlers` */
  readonly client?: AtlasProviderProps['client'] | undefined;
  /** Answers by method. Read once, when the provider appears: to answer differently later, let the handler do so. @default none */
  readonly handlers?: TestHandlers | undefined;
}

const none: TestHandlers = {};

/**
 * The provider for tests of a host's components: nothing is repeated, nothing is read again on its own, and no answer outlives its test.
 *
 * @example
 * render(
 *   <TestAtlasProvider handlers={{ 'controls.list': () => okAsync([]) }}>
 *     <MyPage />
 *   </TestAtlasProvider>,
 * );
 */
export function TestAtlasProvider({ client, handlers = none, ...rest }: TestAtlasProviderProps): ReactNode {
  const [{ queries, hold }] = useState(() => ownQueries(quietQueries()));
  const [made] = useState(() => createTestClient(handlers));
  useEffect(() => hold(), [hold]);
  return (
    <QueryClientProvider client={queries}>
      <AtlasProvider client={client ?? made} {...rest} />
    </QueryClientProvider>
  );
}
