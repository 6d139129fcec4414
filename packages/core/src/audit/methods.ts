import { methodGroup } from '../access/method-group.ts';
import { method } from '../access/method.ts';
import { exportPageAnswer } from '../kernel/answers.ts';
import { ok } from '../kernel/result.ts';
import type { AuditClient } from './client.ts';
import { exportText } from './export.ts';
import { selectEntries, viewEntries } from './list.ts';
import * as schema from './schema.ts';
import { auditPageAnswer } from './view.ts';

/** The methods of `audit`. */
export const auditMethods = methodGroup<AuditClient>()([
  method({
    name: 'audit.list',
    summary: 'Lists the audit entries of a workspace, newest first.',
    platformSummary: 'Lists the audit entries of the platform, newest first.',
    input: schema.listInput,
    answer: auditPageAnswer,
    refusals: [],
    listsTenants: true,
    run: selectEntries,
    finish: async ({ items, nextCursor }, finishing) => ok({ items: await viewEntries(items, finishing), nextCursor }),
  }),
  method({
    name: 'audit.export',
    summary: 'Exports the audit entries of a workspace, page by page.',
    platformSummary: 'Exports the audit entries of the platform, page by page.',
    input: schema.exportInput,
    answer: exportPageAnswer,
    refusals: [],
    listsTenants: true,
    run: async (context) => (await selectEntries(context)).map((page) => ({ page, input: context.input })),
    async finish({ page: { items, nextCursor }, input }, finishing) {
      const views = await viewEntries(items, finishing);
      return ok({
        ...exportText(input.format, views, { isFirst: !input.cursor, hostActions: finishing.environment.auditActions }),
        nextCursor,
      });
    },
  }),
]);
