/** Parts of Graph whose collections are one level below. */
const areas: readonly string[] = [
  '$batch',
  'auditLogs',
  'conditionalAccess',
  'deviceAppManagement',
  'deviceManagement',
  'directory',
  'identity',
  'identityGovernance',
  'policies',
  'privilegedAccess',
  'reports',
  'roleManagement',
];

/**
 * What a request reads, as a span may say it: the method and the first words of the path, such as `GET roleManagement/directory/roleDefinitions`. It ends at the first
 * part that may be an id, so that neither ids nor a query nor a tenant is in it.
 */
export function operationName(method: string, url: string): string {
  const { pathname } = new URL(url);
  if (pathname.endsWith('/oauth2/v2.0/token')) return `${method} token`;
  const [version = '', ...steps] = pathname.split('/').slice(1);
  if (version !== 'v1.0' && version !== 'beta') return method;
  const words: string[] = [];
  for (const step of steps) {
    if (!/^\$?[A-Za-z]{1,60}$/.test(step)) break;
    words.push(step);
    if (!areas.includes(step)) break;
  }
  return `${method} ${words.join('/')}`.trim();
}
