/** Forms of an address that leads elsewhere. `graph` is an origin, `host` its host with its port, `evil` the host that would be reached. */
type Form = (parts: {
  readonly graph: string;
  readonly scheme: string;
  readonly host: string;
  readonly evil: string;
}) => string;

const forms: readonly Form[] = [
  // Another host.
  ({ scheme, evil }) => `${scheme}//${evil}/v1.0/`,
  ({ evil }) => `//${evil}/v1.0/`,
  ({ evil }) => `\\\\${evil}\\v1.0\\`,
  ({ scheme, evil }) => `${scheme}${evil}/v1.0/`,
  ({ scheme, evil }) => `${scheme}\\\\${evil}/v1.0/`,
  ({ scheme, evil }) => `${scheme}/\t/${evil}/v1.0/`,
  ({ scheme, evil }) => `ht\ntp${scheme.slice(4)}//${evil}/v1.0/`,
  ({ scheme, evil }) => `\t${scheme}//${evil}/v1.0/`,
  ({ scheme, evil }) => ` \r\n${scheme}//${evil}/v1.0/`,
  // Graph as user info, or as a part of the host.
  ({ graph, evil }) => `${graph}@${evil}/v1.0/`,
  ({ graph, evil }) => `${graph}:x@${evil}/v1.0/`,
  ({ graph, evil }) => `${graph}%2F@${evil}/v1.0/`,
  ({ graph, evil }) => `${graph}%00@${evil}/v1.0/`,
  ({ graph, evil }) => `${graph}\\@${evil}/v1.0/`,
  ({ graph, evil }) => `${graph}\t@${evil}/v1.0/`,
  ({ graph, evil }) => `${graph}\n@${evil}/v1.0/`,
  ({ graph, evil }) => `${graph}.${evil}/v1.0/`,
  ({ graph, evil }) => `${graph}-${evil}/v1.0/`,
  ({ graph, evil }) => `${graph}#@${evil}/v1.0/`,
  ({ graph, evil }) => `${graph}?@${evil}/v1.0/`,
  ({ graph, evil }) => `${graph};@${evil}/v1.0/`,
  ({ scheme, host, evil }) => `${scheme}//user:password@${host}@${evil}/v1.0/`,
  ({ scheme, host }) => `${scheme}//user@${host}/v1.0/`,
  ({ scheme, host, evil }) => `${scheme}//${evil}\\@${host}/v1.0/`,
  ({ scheme, host, evil }) => `${scheme}//${evil}#@${host}/v1.0/`,
  ({ scheme, host, evil }) => `${scheme}//${evil}?x=${host}/v1.0/`,
  ({ scheme, host, evil }) => `${scheme}//${evil}/${host}/v1.0/`,
  // The same host in another form.
  ({ graph }) => `${graph}0/v1.0/`,
  ({ graph }) => `${graph}:80/v1.0/`,
  ({ graph }) => `${graph}:/v1.0/`,
  ({ graph }) => `${graph}./v1.0/`,
  ({ graph }) => `${graph.replace('.', '%2e')}/v1.0/`,
  ({ graph }) => `${graph.replace('.', '\u3002')}/v1.0/`,
  ({ graph }) => `${graph.replace('.', '\uff0e')}/v1.0/`,
  ({ graph }) => `${graph.toUpperCase()}/v1.0/`,
  ({ graph }) => `${graph.replace('//', '/')}/v1.0/`,
  ({ graph }) => `${graph.replace('//', '////')}/v1.0/`,
  ({ graph }) => `${graph.replace('//', '\\\\')}/v1.0/`,
  // Other schemes.
  ({ host }) => `ftp://${host}/v1.0/`,
  ({ host }) => `ws://${host}/v1.0/`,
  ({ host, scheme }) => `${scheme === 'http:' ? 'https:' : 'http:'}//${host}/v1.0/`,
  ({ graph }) => `blob:${graph}/v1.0/`,
  ({ graph }) => `view-source:${graph}/v1.0/`,
  ({ host }) => `file://${host}/v1.0/`,
  () => 'file:///etc/passwd?',
  () => 'data:application/json,{"value":[]}#',
  () => 'javascript:fetch(1)//',
  // Addresses inside of a network.
  () => 'http://169.254.169.254/metadata/identity/oauth2/token?',
  () => 'http://[fd00:ec2::254]/latest/meta-data/',
  () => 'http://metadata.google.internal/',
  () => 'http://2852039166/',
  () => 'http://0xA9FEA9FE/',
  () => 'http://0251.0376.0251.0376/',
  () => 'http://[::ffff:169.254.169.254]/v1.0/',
  ({ evil }) => `http://[::ffff:127.0.0.1]:${evil.split(':')[1] ?? '80'}/v1.0/`,
  ({ evil }) => `http://[::1]:${evil.split(':')[1] ?? '80'}/v1.0/`,
  ({ evil }) => `http://127.1:${evil.split(':')[1] ?? '80'}/v1.0/`,
  ({ evil }) => `http://0:${evil.split(':')[1] ?? '80'}/v1.0/`,
  ({ evil }) => `http://localhost:${evil.split(':')[1] ?? '80'}/v1.0/`,
  // Elsewhere on Graph's host.
  ({ graph }) => `${graph}/beta/`,
  ({ graph }) => `${graph}/v1.0/../beta/`,
  ({ graph }) => `${graph}/v1.0/%2e%2e/beta/`,
  ({ graph }) => `${graph}/v1.0/.%2E/beta/`,
  ({ graph }) => `${graph}/v1.0/..\\beta/`,
  ({ graph }) => `${graph}/v1.0/.\t./beta/`,
  ({ graph }) => `${graph}/v1.0/.\n./beta/`,
  ({ graph }) => `${graph}/v1.0\\..\\beta/`,
  ({ graph }) => `${graph}/v1.0%2f..%2fbeta/`,
  ({ graph }) => `${graph}//v1.0/`,
  ({ graph }) => `${graph}/V1.0/`,
  ({ graph }) => `${graph}/v1.0/\u0000`,
  ({ graph }) => `${graph}/v1.0/\u00a0`,
  ({ graph }) => `${graph}/v1.0/#`,
  () => '/v1.0/',
  () => '?$skiptoken=',
];

const ends: readonly string[] = ['users', 'users?$skiptoken=abc', 'users/delta?$deltatoken=abc', "users('a@b')"];

/** 300 and more addresses that no token may be sent to. `graph` is the origin of Graph, `evil` a host, with its port, that listens. */
export function hostileAddresses(graph: string, evil: string): readonly string[] {
  const { protocol: scheme, host } = new URL(graph);
  const all = ends.flatMap((end) => forms.map((form) => form({ graph, scheme, host, evil }) + end));
  return [...new Set(all)];
}
