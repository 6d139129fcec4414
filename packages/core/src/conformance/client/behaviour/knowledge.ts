import { workspaceUser } from '../../../access/actor.ts';
import { equal, holds } from '../../check.ts';
import { failure, value } from '../answers.ts';
import type { ClientCase } from '../client-context.ts';
import { callersIn } from './people.ts';

const eight = [
  'admin-consent-required',
  'required-permissions-missing',
  'connection-unhealthy',
  'verification-stale',
  'verification-failed',
  'diagnostic-evidence-incomplete',
  'retryable-provider-failure',
  'manual-handoff-required',
];
const here = { workspaceId: 'w-1', tenantId: 't-1' } as const;
const noConsent = 'provider_consent_missing';

/** Help. */
export const knowledgeCases: readonly ClientCase[] = [
  {
    name: 'knowledge: topics, terms, reasons and the source are the same for every member of any workspace',
    run: async (context) => {
      const world = await context.newWorld();
      const { owner, system } = await callersIn(world);
      const elsewhere = await world.as(workspaceUser({ id: 'u-elsewhere', label: 'Eli' }));
      const read = async (client: typeof owner) => [
        (await value(client.knowledge.topics())).map(({ topicKey }) => topicKey),
        (await value(client.knowledge.glossary())).map(({ term }) => term),
        (await value(client.knowledge.reasons())).length,
        (await value(client.knowledge.source())).topicCount,
      ];
      equal((await read(owner))[0], eight, 'The topics in their order.');
      equal(await read(owner), await read(system), 'What the system reads.');
      equal(await read(elsewhere), await read(system), 'What a member of another workspace reads.');
      const outsider = await world.as(workspaceUser({ id: 'u-outsider', label: 'Otto' }));
      equal((await failure(outsider.knowledge.source())).code, 'not_found', 'A person without any workspace.');
    },
  },
  {
    name: 'knowledge: topics are narrowed by surface and audience',
    run: async (context) => {
      const { owner } = await callersIn(await context.newWorld());
      const topics = await value(owner.knowledge.topics({ surface: 'onboarding', audience: 'customer' }));
      equal(
        topics.map(({ topicKey }) => topicKey),
        ['admin-consent-required', 'required-permissions-missing'],
        'Those of both.',
      );
    },
  },
  {
    name: 'knowledge: help is chosen, and a reason is translated with a tenant only',
    run: async (context) => {
      const { owner, system } = await callersIn(await context.newWorld());
      const asked = { surface: 'onboarding', reasonCode: noConsent } as const;
      const { help } = await value(owner.knowledge.resolve({ ...here, ...asked }));
      equal([help?.topicKey, help?.diagnosticCode], ['admin-consent-required', noConsent], 'With a tenant.');
      const without = (await value(owner.knowledge.resolve({ workspaceId: 'w-1', ...asked }))).help;
      equal(
        [without?.topicKey, without?.diagnosticCode, without?.reasonLabel],
        ['admin-consent-required', null, null],
        'Without a tenant.',
      );
      equal((await value(system.knowledge.resolve(asked))).help, without, 'Without a workspace.');
      const unknown = await value(owner.knowledge.resolve({ ...here, topicKey: 'ext.none' }));
      equal(unknown.help, null, 'No help for an unknown topic.');
      equal((await value(owner.knowledge.resolve({ ...here, topicKey: '' }))).help, null, 'No help for a blank topic.');
    },
  },
  {
    name: 'knowledge: a request for help names a topic or a surface, and the workspace of its tenant',
    run: async (context) => {
      const { owner, system } = await callersIn(await context.newWorld());
      const nothing = await failure(owner.knowledge.resolve(here));
      holds(JSON.stringify(nothing).includes('topic_or_surface'), 'The rule is named.');
      const lost = await failure(system.knowledge.resolve({ tenantId: 't-1', topicKey: 'verification-failed' }));
      holds(
        lost.code === 'invalid_input' && JSON.stringify(lost).includes('"workspaceId"'),
        'The workspace is missing.',
      );
    },
  },
];
