import * as z from 'zod';

/** The answer to `organization`: a list of one, the tenant of the token. */
export const organizationAnswer = z.object({
  value: z.tuple([
    z.object({
      id: z.guid(),
      displayName: z.string(),
      verifiedDomains: z.array(z.object({ name: z.string() })),
    }),
  ]),
});

/** See {@link organizationAnswer}. */
export type OrganizationAnswer = z.output<typeof organizationAnswer>;
