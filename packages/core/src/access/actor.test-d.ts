import { it } from 'vitest';
import { platformCapabilities } from './capabilities.ts';
import { platformOperator } from './actor.ts';

const ada = { id: 'op-1', label: 'Ada' } as const;

it('takes platform capabilities and those of a host, and no misspelt platform capability', () => {
  platformOperator({ ...ada, capabilities: [] });
  platformOperator({ ...ada, capabilities: platformCapabilities });
  platformOperator({ ...ada, capabilities: ['platform.ops.view', 'acme.mail.send'] });
  // @ts-expect-error: there is no such platform capability
  platformOperator({ ...ada, capabilities: ['platform.ops.vew'] });
  // @ts-expect-error: there is no such platform capability, beside one of the host
  platformOperator({ ...ada, capabilities: ['acme.mail.send', 'platform.ops.vew'] });
});
