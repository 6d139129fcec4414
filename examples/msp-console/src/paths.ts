// Every address of the console in one place. Ids may hold slashes and colons, so they are escaped.
const segment = (id: string): string => (/^~*\.{1,2}$/.test(id) ? `~${id}` : encodeURIComponent(id)); // dots alone are eaten by every URL parser

/** Makes addresses. */
export const paths = {
  home: '/',
  system: '/system',
  controls: '/system/controls',
  workspaces: '/system/workspaces',
  platformOperations: '/system/operations',
  telemetry: '/system/telemetry',
  platformAudit: '/system/audit',
  workspace: (workspaceId: string) => `/w/${segment(workspaceId)}`,
  tenants: (workspaceId: string) => `/w/${segment(workspaceId)}/tenants`,
  tenant: (workspaceId: string, tenantId: string) => `/w/${segment(workspaceId)}/tenants/${segment(tenantId)}`,
  /** Leads on to the default connection of a tenant, for links that know the tenant only. */
  mainConnection: (workspaceId: string, tenantId: string) =>
    `/w/${segment(workspaceId)}/tenants/${segment(tenantId)}/connection`,
  connection: (workspaceId: string, tenantId: string, connectionId: string) =>
    `/w/${segment(workspaceId)}/tenants/${segment(tenantId)}/connections/${segment(connectionId)}`,
  onboardings: (workspaceId: string) => `/w/${segment(workspaceId)}/onboarding`,
  onboarding: (workspaceId: string, onboardingId: string) =>
    `/w/${segment(workspaceId)}/onboarding/${segment(onboardingId)}`,
  simulation: (workspaceId: string) => `/w/${segment(workspaceId)}/simulation`,
  operations: (workspaceId: string) => `/w/${segment(workspaceId)}/operations`,
  operation: (workspaceId: string, runId: string) => `/w/${segment(workspaceId)}/operations/${segment(runId)}`,
  members: (workspaceId: string) => `/w/${segment(workspaceId)}/members`,
  audit: (workspaceId: string) => `/w/${segment(workspaceId)}/audit`,
} as const;

/** A place in the console, as the frame around the pages needs it. */
export interface Place {
  /** Null in the system console. */
  readonly workspaceId: string | null;
  /** The page's name in the address, such as `tenants`. */
  readonly page: string;
  /** What the page is about, such as the id of a tenant. */
  readonly subject: string | null;
  /** What of it the page is about, such as the id of a connection of a tenant. */
  readonly part: string | null;
}

/** Reads an address. */
export function placeOf(pathname: string): Place {
  const [plane = '', second = '', third = '', fourth, , sixth] = pathname.split('/').slice(1).map(decode);
  // Outside of the system console there is no page: neither the rail nor the breadcrumb name one then.
  if (plane !== 'w' && plane !== 'system' && plane !== '')
    return { workspaceId: null, page: '', subject: null, part: null };
  if (plane !== 'w') return { workspaceId: null, page: second === '' ? 'overview' : second, subject: null, part: null };
  return { workspaceId: second, page: third === '' ? 'overview' : third, subject: fourth ?? null, part: sixth ?? null };
}

/** The id in a segment of an address; a segment that is not escaped is taken as it is. */
export function decode(text: string): string {
  try {
    const id = decodeURIComponent(text);
    return /^~+\.{1,2}$/.test(id) ? id.slice(1) : id;
  } catch {
    return text;
  }
}
