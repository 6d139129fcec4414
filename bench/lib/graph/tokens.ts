import type { GraphSite } from './contract.ts';

/** Tokens for the contestants that bring none of their own: one for each tenant, kept. */
export function createTokens({ graph, login, clientId, clientSecret }: GraphSite): (tenant: string) => Promise<string> {
  const kept = new Map<string, Promise<string>>();
  const ask = async (tenant: string): Promise<string> => {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope: `${graph}/.default`,
    });
    const response = await fetch(`${login}/${tenant}/oauth2/v2.0/token`, { method: 'POST', body });
    return ((await response.json()) as { readonly access_token: string }).access_token;
  };
  return (tenant) => {
    const token = kept.get(tenant) ?? ask(tenant);
    kept.set(tenant, token);
    return token;
  };
}
