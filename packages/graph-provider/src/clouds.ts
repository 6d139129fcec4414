import { invariant, optionChecks } from '@tenantatlas/core/ports';

/** The clouds of Microsoft. Sign-in, Graph and scope belong together; GCC uses the global one. */
export const clouds = ['global', 'us_gov_l4', 'us_gov_l5', 'china'] as const;

/** See {@link clouds}. */
export type Cloud = (typeof clouds)[number];

/** Where one cloud is reached. Origins without a path. */
export interface Endpoints {
  readonly graph: string;
  readonly login: string;
}

/** @see https://learn.microsoft.com/graph/deployments */
const endpointsOfCloud: { readonly [cloud in Cloud]: Endpoints } = {
  global: { graph: 'https://graph.microsoft.com', login: 'https://login.microsoftonline.com' },
  us_gov_l4: { graph: 'https://graph.microsoft.us', login: 'https://login.microsoftonline.us' },
  us_gov_l5: { graph: 'https://dod-graph.microsoft.us', login: 'https://login.microsoftonline.us' },
  china: { graph: 'https://microsoftgraph.chinacloudapi.cn', login: 'https://login.chinacloudapi.cn' },
};

/** The endpoints of a cloud. */
export function endpointsOf(cloud: Cloud): Endpoints {
  return endpointsOfCloud[cloud];
}

/**
 * Checks endpoints that a host names itself, such as those of a simulator. Throws an invariant unless each is an origin without a path, over https or on loopback:
 * a token would travel in the clear otherwise.
 */
export function checkEndpoints(endpoints: Endpoints): Endpoints {
  optionChecks('createGraphProvider').names(endpoints, ['graph', 'login'], 'a member of "endpoints"');
  for (const name of ['graph', 'login'] as const) invariant(isOrigin(endpoints[name]), messageFor(name));
  return Object.freeze({ ...endpoints });
}

function messageFor(name: string): string {
  return `createGraphProvider: "endpoints.${name}" is an origin such as "https://graph.microsoft.com", or one of loopback such as "http://127.0.0.1:4000", without a path.`;
}

function isOrigin(value: unknown): boolean {
  if (typeof value !== 'string' || !URL.canParse(value)) return false;
  const { origin, protocol, hostname } = new URL(value);
  if (origin !== value) return false;
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname));
}
