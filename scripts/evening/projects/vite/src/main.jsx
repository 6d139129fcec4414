import { createAtlasClient } from '@tenantatlas/http/client';
import { AtlasProvider, useWorkspaces } from '@tenantatlas/react-hooks';
import '@tenantatlas/react-hooks/styles.css';
import { ControlCenter } from '@tenantatlas/react-hooks/ui';
import { createRoot } from 'react-dom/client';

const client = createAtlasClient({ baseUrl: '/atlas' });

function Workspaces() {
  const workspaces = useWorkspaces();
  return <p>{workspaces.state === 'ready' ? workspaces.data.items.map(({ name }) => name).join(', ') : '…'}</p>;
}

createRoot(document.getElementById('root')).render(
  <AtlasProvider client={client} locale="en">
    <Workspaces />
    <ControlCenter />
  </AtlasProvider>,
);
