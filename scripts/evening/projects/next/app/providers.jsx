'use client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createAtlasClient } from '@tenantatlas/http/client';
import { AtlasProvider } from '@tenantatlas/react-hooks';
import { useState } from 'react';

export function Providers({ personId, children }) {
  const [queries] = useState(() => new QueryClient());
  const [client] = useState(() => createAtlasClient({ baseUrl: '/app/atlas' }));
  return (
    <QueryClientProvider client={queries}>
      <AtlasProvider client={client} cacheKey={personId} locale="en">
        {children}
      </AtlasProvider>
    </QueryClientProvider>
  );
}
