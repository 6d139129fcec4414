import { HydrationBoundary, QueryClient, dehydrate } from '@tanstack/react-query';
import { de } from '@tenantatlas/react-hooks/messages';
import { connect, controlsOptions } from '@tenantatlas/react-hooks/server';
import { ControlCenter } from '@tenantatlas/react-hooks/ui';
import { connection } from 'next/server';
import { atlas, operator } from '../lib/atlas.js';
import { Providers } from './providers.jsx';

export default async function Page() {
  await connection();
  const queries = new QueryClient();
  const client = (await atlas()).as(operator);
  await queries.prefetchQuery(controlsOptions(connect(client, operator.id)));
  return (
    <main>
      <p>{de['ui.control.paused']}</p>
      <Providers personId={operator.id}>
        <HydrationBoundary state={dehydrate(queries)}>
          <ControlCenter />
        </HydrationBoundary>
      </Providers>
    </main>
  );
}
