import type { Caller, Environment } from '../access/environment.ts';
import { guardAgainstBugs, perform } from '../access/perform.ts';
import { ok } from '../kernel/result.ts';
import type { AuditClient } from './client.ts';
import { exportText } from './export.ts';
import { selectEntries, viewEntries } from './list.ts';
import { exportSchema, listSchema } from './schema.ts';

/** The audit methods for one caller. */
export function createAuditService(environment: Environment, caller: Caller): AuditClient {
  return {
    list: (request) =>
      perform(
        environment,
        caller,
        { method: 'audit.list', input: listSchema, listsTenants: true, run: selectEntries },
        request,
      ).andThen(({ items, nextCursor }) =>
        guardAgainstBugs(
          environment,
          'audit.list',
          viewEntries(environment, caller, items).then((views) => ok({ items: views, nextCursor })),
        ),
      ),
    export: (request) =>
      perform(
        environment,
        caller,
        {
          method: 'audit.export',
          input: exportSchema,
          listsTenants: true,
          run: async (context) => (await selectEntries(context)).map((page) => ({ page, input: context.input })),
        },
        request,
      ).andThen(({ page: { items, nextCursor }, input }) =>
        guardAgainstBugs(
          environment,
          'audit.export',
          viewEntries(environment, caller, items).then((views) =>
            ok({ ...exportText(input.format, views, { isFirst: !input.cursor }), nextCursor }),
          ),
        ),
      ),
  };
}
