import * as z from 'zod';

/** The answer to `organization`: a list of one, the tenant of the token. */
export const organizationAnswer = z.object({
  value: z
    .array(
      z.object({
        id: z.guid(),
        displayName: z.string(),
        verifiedDomains: z.array(z.object({ name: z.string() })),
      }),
    )
    .length(1),
});

/** See {@link organizationAnswer}. */
export type OrganizationAnswer = z.output<typeof organizationAnswer>;
