import { collectionStates, type Evidence } from '../../kernel/evidence.ts';
import { isExternalTenantId, normalizeExternalTenantId } from '../../kernel/ids.ts';
import { parseInstant } from '../../kernel/instant.ts';
import { isBuiltInReasonCode, isHostReasonCode, reasonGroupOf } from '../../kernel/reason-codes.ts';
import { definePermissions, grantId, isGrantKey } from '../../permissions/catalog.ts';
import {
  configurationFamilies,
  permissionTypes,
  principalKinds,
  roleHoldingStates,
  type ConfigurationItem,
  type DirectoryProvider,
  type OnItems,
  type ProviderAccess,
  type ProviderCall,
  type ReadPart,
  type RoleFact,
} from '../../ports/directory-provider.ts';
import type { AbortSignalLike } from '../../ports/restore-executor.ts';
import { equal, holds, rejection } from '../check.ts';
import type { ConformanceCase } from '../conformance-case.ts';

declare const AbortController: new () => { readonly signal: AbortSignalLike; abort(reason?: unknown): void };

/**
 * What an adapter can show beyond the port.
 *
 * - `refusals`: the context has an access that the provider's sign-in refuses.
 * - `many_pages`: roles or configuration of the known tenant have more than one page.
 */
export type ProviderSuiteCapability = 'refusals' | 'many_pages';

/** What a case of the provider suite works with. */
export interface ProviderContext {
  readonly provider: DirectoryProvider;
  /** A tenant that has consented and answers. */
  readonly access: ProviderAccess;
  /** Who that tenant is. */
  readonly tenant: { readonly externalTenantId: string };
  /** An access whose sign-in is refused, for the claim `refusals`. */
  readonly refused?: ProviderAccess | undefined;
  /** Texts that must not appear in any answer: secrets and tokens in use. */
  readonly secrets: readonly string[];
}

/** One guarantee of the provider port. */
export type ProviderCase = ConformanceCase<ProviderContext, ProviderSuiteCapability>;

/** The guarantees of every provider adapter. They read and never write, so they may run against a recorded tenant or a live one. */
export const providerConformance: readonly ProviderCase[] = [
  {
    name: 'provider: its name is a lower-case word, and its manifest is its own and well formed',
    run: async ({ provider }) => {
      holds(/^[a-z][a-z0-9_]{0,39}$/.test(provider.provider), 'Connections name it.');
      equal(provider.permissions.provider, provider.provider, 'The manifest is of this provider.');
      definePermissions(provider.permissions);
    },
  },
  {
    name: 'verify: answers which tenant was reached, with the instant',
    run: async ({ provider, access, tenant }) => {
      const identity = valueOf(await provider.verify(access, calling()));
      const reached = normalizeExternalTenantId(identity.externalTenantId);
      equal(reached, normalizeExternalTenantId(tenant.externalTenantId), 'It is the expected tenant.');
      holds(isExternalTenantId(identity.externalTenantId), 'Its id is a GUID or a domain name.');
      holds(identity.displayName.trim() !== '', 'It has a name.');
      equal(
        identity.verifiedDomains,
        identity.verifiedDomains.map(normalizeExternalTenantId),
        'Domains have one spelling.',
      );
    },
  },
  {
    name: 'grants: each permission once, with its type',
    run: async ({ provider, access }) => {
      const grants = valueOf(await provider.grants(access, calling()));
      holds(
        grants.every(({ key, type }) => isGrantKey(key) && permissionTypes.includes(type)),
        'Each has a name and a type.',
      );
      equal(new Set(grants.map(grantId)).size, grants.length, 'None is listed twice.');
    },
  },
  {
    name: 'roles: definitions and holdings, counted by kind',
    run: async ({ provider, access }) => {
      const { items, parts } = await read<RoleFact>((onItems, call) => provider.roles(access, onItems, call));
      for (const item of items) {
        if (item.kind === 'definition')
          holds(item.id !== '' && item.displayName !== '', 'A role has an id and a name.');
        else {
          holds(roleHoldingStates.includes(item.state), 'A holding has a state.');
          holds(principalKinds.includes(item.principal.kind) && item.principal.id !== '', 'And a principal.');
        }
      }
      equal(sum(parts), items.length, 'The parts count every item.');
    },
  },
  {
    name: 'configuration: policies with fingerprints that stay the same while nothing changes',
    run: async ({ provider, access }) => {
      const inventory = () => read<ConfigurationItem>((onItems, call) => provider.configuration(access, onItems, call));
      const { items, parts } = await inventory();
      for (const { family, id, fingerprint } of items)
        holds(
          configurationFamilies.includes(family) && id !== '' && fingerprint !== '',
          'Each has its family, id and fingerprint.',
        );
      equal(sum(parts), items.length, 'The parts count every item.');
      const byId = (all: typeof items) =>
        all.map(({ family, id, fingerprint }) => [family, id, fingerprint].join(' ')).sort();
      equal(byId((await inventory()).items), byId(items), 'A second reading has the same fingerprints.');
    },
  },
  {
    name: 'answers: hold no secret, and their instants and states are well formed',
    run: async (context) => {
      for (const evidence of await allAnswers(context)) {
        holds(collectionStates.includes(evidence.collection), 'The state is one of the list.');
        holds(
          evidence.observedAt === null || parseInstant(evidence.observedAt) !== null,
          'The instant is well formed.',
        );
        const text = JSON.stringify(evidence);
        holds(!context.secrets.some((secret) => text.includes(secret)), 'No secret is in the answer.');
      }
    },
  },
  {
    name: 'refused: a refused sign-in is evidence with a reason of consent or connection, and no value',
    needs: ['refusals'],
    run: async ({ provider, refused }) => {
      const access = refused as ProviderAccess;
      const seen: unknown[] = [];
      const onItems = (items: readonly unknown[]): void => void seen.push(...items);
      const answers: readonly Evidence<unknown>[] = [
        await provider.verify(access, calling()),
        await provider.grants(access, calling()),
        await provider.roles(access, onItems, calling()),
        await provider.configuration(access, onItems, calling()),
      ];
      for (const { collection, ...rest } of answers) {
        equal(collection, 'forbidden', 'It is forbidden.');
        holds(!('value' in rest), 'There is no value: an empty list would be one.');
        const code = 'reason' in rest ? rest.reason?.code : undefined;
        const group = code === undefined ? null : reasonGroupOf(code);
        holds(group === 'consent' || group === 'connection', 'The reason says what a person has to change.');
      }
      equal(seen, [], 'No item was handed over.');
    },
  },
  {
    name: 'reasons: every code is of the closed list or begins with ext.',
    needs: ['refusals'],
    run: async ({ provider, refused }) => {
      const { collection, ...rest } = await provider.verify(refused as ProviderAccess, calling());
      const code = 'reason' in rest ? (rest.reason?.code ?? '') : '';
      holds(collection !== 'collected' && (isBuiltInReasonCode(code) || isHostReasonCode(code)), 'The code is known.');
    },
  },
  {
    name: 'abort: a call whose signal has fired rejects with its reason and hands nothing over',
    run: async ({ provider, access }) => {
      const controller = new AbortController();
      const reason = new Error('stopped');
      controller.abort(reason);
      const call = { signal: controller.signal };
      const onItems = (): never => {
        throw new Error('handed over after the abort');
      };
      for (const work of [
        () => provider.verify(access, call),
        () => provider.grants(access, call),
        () => provider.roles(access, onItems, call),
        () => provider.configuration(access, onItems, call),
      ])
        equal(await rejection(work, 'It does not answer.'), reason, 'It rejects with the reason.');
    },
  },
  {
    name: 'pages: the reading waits for the consumer, and stops when the signal fires between two pages',
    needs: ['many_pages'],
    run: async ({ provider, access }) => {
      let [open, widest, pages] = [0, 0, 0];
      const patient = async (): Promise<void> => {
        open += 1;
        widest = Math.max(widest, open);
        for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
        pages += 1;
        open -= 1;
      };
      valueOf(await provider.roles(access, patient, calling()));
      valueOf(await provider.configuration(access, patient, calling()));
      equal(widest, 1, 'One page at a time.');
      holds(pages > 2, 'There was more than one page.');

      for (const capability of ['roles', 'configuration'] as const) {
        const controller = new AbortController();
        const reason = new Error('enough');
        let seen = 0;
        const stop = (): void => {
          seen += 1;
          controller.abort(reason);
        };
        const stopped = () => provider[capability](access, stop, { signal: controller.signal });
        const isLong = (await pagesOf(provider, access, capability)) > 1;
        if (!isLong) continue;
        equal(await rejection(stopped, 'It does not answer.'), reason, 'It rejects with the reason.');
        equal(seen, 1, 'No page follows.');
      }
    },
  },
  {
    name: 'pages: what the consumer rejects with ends the reading and is passed on',
    run: async ({ provider, access }) => {
      const trouble = new Error('the consumer cannot continue');
      for (const capability of ['roles', 'configuration'] as const) {
        if ((await pagesOf(provider, access, capability)) === 0) continue;
        const failing = (): Promise<never> => Promise.reject(trouble);
        const work = () => provider[capability](access, failing, calling());
        equal(await rejection(work, 'It does not answer.'), trouble, 'It is the error of the consumer.');
      }
    },
  },
  {
    name: 'consent: its address is https or loopback and carries state and redirect',
    run: async ({ provider, access, secrets }) => {
      const redirectUri = 'https://console.example/atlas/consent/callback?x=1&y=a b';
      const state = 'w-1.id-1.AbC_9-x';
      const request = { redirectUri, state, connectionType: access.connectionType, credential: access.credential };
      for (const externalTenantId of [access.externalTenantId, null]) {
        const address = provider.consentUrl({ ...request, externalTenantId });
        holds(/^(https:\/\/|http:\/\/(127\.0\.0\.1|localhost|\[::1\])[:/])/.test(address), 'Only such an address.');
        const query = queryOf(address);
        equal(query.get('state'), state, 'The state is returned unchanged.');
        equal(query.get('redirect_uri'), redirectUri, 'So is the redirect.');
        holds(!secrets.some((secret) => address.includes(secret)), 'No secret is in the address.');
      }
    },
  },
  {
    name: 'consent: any answer is read without an error, and only a valid one is granted',
    run: async ({ provider }) => {
      const hostile = [
        '',
        ' ',
        '\u0000',
        'true',
        'x'.repeat(100_000),
        '<script>',
        '\ud800',
        'access_denied',
        '__proto__',
      ];
      for (const value of hostile) {
        const { outcome } = provider.readConsent({ get: (name) => (name === 'error' ? value : 'x') });
        holds(outcome !== 'granted', 'An error is never a consent.');
        provider.readConsent({ get: () => value });
      }
      provider.readConsent({ get: () => null });
    },
  },
];

function calling(): ProviderCall {
  return { signal: new AbortController().signal };
}

function valueOf<T>(evidence: Evidence<T>): T {
  holds(evidence.collection === 'collected', `The known tenant answers; found ${evidence.collection}.`);
  return evidence.value;
}

async function read<Item>(
  work: (onItems: OnItems<Item>, call: ProviderCall) => Promise<Evidence<readonly ReadPart[]>>,
): Promise<{ readonly items: readonly Item[]; readonly parts: readonly ReadPart[] }> {
  const items: Item[] = [];
  const parts = valueOf(await work((page) => void items.push(...page), calling()));
  return { items, parts };
}

async function pagesOf(
  provider: DirectoryProvider,
  access: ProviderAccess,
  capability: 'roles' | 'configuration',
): Promise<number> {
  let pages = 0;
  const count = (): void => {
    pages += 1;
  };
  await provider[capability](access, count, calling());
  return pages;
}

async function allAnswers({ provider, access, refused }: ProviderContext): Promise<readonly Evidence<unknown>[]> {
  const ignore = (): void => {};
  const answers: Evidence<unknown>[] = [];
  for (const each of refused ? [access, refused] : [access])
    answers.push(
      await provider.verify(each, calling()),
      await provider.grants(each, calling()),
      await provider.roles(each, ignore, calling()),
      await provider.configuration(each, ignore, calling()),
    );
  return answers;
}

function sum(parts: readonly ReadPart[]): number {
  return parts.reduce((total, { items }) => total + items, 0);
}

/** The parameters of an address. Core compiles without the types of a platform. */
function queryOf(address: string): ReadonlyMap<string, string> {
  const query = address.split('#')[0]?.split('?').slice(1).join('?') ?? '';
  const pairs = query.split('&').map((pair) => {
    const [name = '', ...value] = pair.split('=');
    return [decoded(name), decoded(value.join('='))] as const;
  });
  return new Map(pairs);
}

function decoded(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}
