import { neverCollected } from '../../kernel/evidence.ts';
import type { ConnectionId } from '../../kernel/ids.ts';
import type { CheckResult, ProviderConnection, StoredConnection } from '../../ports/connection-store.ts';
import { at, checkReport, connectionChange, newConnection, runId } from '../fixtures.ts';
import type { World } from '../world.ts';
import type { TextInput } from './text-input.ts';

const id = 'connection-1' as ConnectionId;

/** The ways by which text of a person and of a provider enters a connection. */
export const connectionTextInputs: readonly TextInput[] = [
  {
    name: 'the name and the credential of a new connection',
    async open(_, world) {
      return {
        write: (text) => add(world, { displayName: text, credentialReference: text }),
        read: async () => namesOf(await get(world)),
      };
    },
  },
  {
    name: 'the name and the credential of a changed connection',
    async open(_, world) {
      await add(world);
      const before = newConnection(world.workspaceId, id);
      return {
        write: (text) => {
          const change = connectionChange(before, { displayName: text, credentialReference: text });
          return world.unit(({ connections }) => connections.change(world.scope, id, change));
        },
        read: async () => {
          const found = await get(world);
          return found?.version === before.version ? undefined : namesOf(found);
        },
      };
    },
  },
  {
    name: 'what a provider answers to a check',
    async open(_, world) {
      await add(world);
      return {
        write: (text) => world.unit(({ connections }) => connections.keepCheck(world.scope, id, answered(text))),
        read: async () => {
          const found = await get(world);
          const [check] = found?.report?.checks ?? [];
          const [evidence] = check?.evidence ?? [];
          return (
            check &&
            [
              found?.consentedTo,
              found?.lastErrorReasonCode,
              check.message.text,
              check.title.params['name'],
              evidence?.facts,
            ].flat()
          );
        },
      };
    },
  },
  {
    name: 'the permissions that a provider grants',
    async open(_, world) {
      await add(world);
      return {
        write: (text) => {
          const grants = {
            collection: 'collected',
            value: [{ key: text, type: 'application' }],
            observedAt: at(1),
          } as const;
          const result = { ...answered('x'), grants };
          return world.unit(({ connections }) => connections.keepCheck(world.scope, id, result));
        },
        read: async () => {
          const { report, grants } = (await get(world)) ?? {};
          return report && grants?.collection === 'collected' ? grants.value[0]?.key : undefined;
        },
      };
    },
  },
];

/** A check whose every text is `text`. */
function answered(text: string): CheckResult {
  const message = { id: 'conformance.sentence', params: { name: text }, text };
  const [check] = checkReport(id, runId(1)).checks;
  const evidence = (check?.evidence ?? []).map((each) => ({ ...each, facts: [text] }));
  return {
    consentStatus: 'granted',
    consentedTo: [text],
    verificationStatus: 'error',
    lastErrorReasonCode: text,
    grants: neverCollected,
    report: checkReport(id, runId(1), { checks: check ? [{ ...check, title: message, message, evidence }] : [] }),
  };
}

function namesOf(connection: StoredConnection | null): readonly unknown[] | undefined {
  return connection ? [connection.displayName, connection.credentialReference] : undefined;
}

function add(world: World, change: Partial<ProviderConnection> = {}): Promise<unknown> {
  const connection = newConnection(world.workspaceId, id, change);
  return world.unit(({ connections }) => connections.create(world.tenant(connection.tenantId), connection));
}

function get(world: World): Promise<StoredConnection | null> {
  return world.unit(({ connections }) => connections.get(world.scope, id));
}
