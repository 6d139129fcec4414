import { withDeadline } from '../kernel/deadline.ts';
import type { TenantId, WorkspaceId } from '../kernel/ids.ts';
import type { Logger } from '../ports/logger.ts';
import type { Scheduler } from '../ports/scheduler.ts';
import { isHelpUrl } from './safe-url.ts';
import type { Topic } from './topic-catalog.ts';

/** The tenant of a view. Access to it was decided before a resolver is called. */
export interface HelpTenant {
  readonly workspaceId: WorkspaceId;
  readonly tenantId: TenantId;
}

/**
 * Answers the address of a link for a tenant: an https or mailto address, or a path on the same origin; null where the tenant has none. Any other answer, an error,
 * and silence for {@link resolverMillis} count as null.
 */
export type LinkResolver = (tenant: HelpTenant) => string | null | Promise<string | null>;

/** How long one resolver may take. */
export const resolverMillis = 10_000;

/** What {@link addressesOf} needs of the atlas. */
export interface ResolverTools {
  readonly resolvers: { readonly [name: string]: LinkResolver };
  readonly scheduler: Scheduler;
  readonly logger: Logger;
}

/**
 * The addresses of a topic's links for a tenant. Resolvers are foreign code: they are called outside the unit, side by side, and what they throw is logged by its name.
 * Only addresses that a page may open are kept.
 */
export function addressesOf(
  topic: Topic,
  tenant: HelpTenant,
  tools: ResolverTools,
): Promise<{ readonly [resolver: string]: string | null }> {
  const names = topic.docsLinks.map(({ resolver }) => resolver).filter((name) => name !== null);
  return resolverAddresses(names, tenant, tools);
}

/** The same for resolvers by name, each called once. One that the host does not have has no address. */
export async function resolverAddresses(
  names: readonly string[],
  tenant: HelpTenant,
  tools: ResolverTools,
): Promise<{ readonly [resolver: string]: string | null }> {
  const each = [...new Set(names)].map(async (name) => [name, await addressOf(name, tenant, tools)] as const);
  return Object.fromEntries(await Promise.all(each));
}

async function addressOf(name: string, tenant: HelpTenant, tools: ResolverTools): Promise<string | null> {
  const { resolvers, scheduler, logger } = tools;
  const resolver = Object.hasOwn(resolvers, name) ? resolvers[name] : undefined;
  if (!resolver) return null;
  try {
    const url: unknown = await withDeadline(scheduler, resolverMillis, called(resolver, tenant), () => {
      logger.warn('help_link_late', { resolver: name });
      return null;
    });
    if (isHelpUrl(url)) return url;
    if (url !== null && url !== undefined) logger.warn('help_link_refused', { resolver: name });
  } catch (reason) {
    logger.warn('help_link_failed', { resolver: name, name: reason instanceof Error ? reason.name : typeof reason });
  }
  return null;
}

/** Turns an error that is thrown before there is a promise into a rejection. */
async function called(resolver: LinkResolver, { workspaceId, tenantId }: HelpTenant): Promise<unknown> {
  return resolver(Object.freeze({ workspaceId, tenantId }));
}
