import { describe, expect, it } from 'vitest';
import { hostileAddresses } from '../../test/support/hostile-addresses.ts';
import { clouds, endpointsOf } from '../clouds.ts';
import { allowedAddress } from './address.ts';

const origin = 'https://graph.microsoft.com';

describe('an address that a token may be sent to', () => {
  it.each([
    'https://graph.microsoft.com/v1.0/users',
    'https://graph.microsoft.com/v1.0/users?$skiptoken=RFNwdAIAAQAA%2FwAA',
    'https://graph.microsoft.com/v1.0/users?$filter=name%20eq%20%27a%5Cb%27&$top=5',
    "https://graph.microsoft.com/v1.0/users('u@contoso.example')/memberOf",
    'https://graph.microsoft.com/v1.0/users/delta?$deltatoken=a/../b//c?d=https://evil.example',
    'https://graph.microsoft.com/v1.0/$batch',
    `https://graph.microsoft.com/v1.0/users?$skiptoken=${'x'.repeat(16_000)}`,
  ])('is kept letter by letter: %s', (address) => {
    expect(allowedAddress(address, origin, 'v1.0')).toBe(address);
  });

  it.each([
    ['another host', 'https://evil.example/v1.0/users'],
    ['a host that begins alike', 'https://graph.microsoft.com.evil.example/v1.0/users'],
    ['a host that ends alike', 'https://evilgraph.microsoft.com/v1.0/users'],
    ['a final dot', 'https://graph.microsoft.com./v1.0/users'],
    ['a name of Cyrillic letters', 'https://graph.mіcrosoft.com/v1.0/users'],
    ['full-width letters', 'https://ｇraph.microsoft.com/v1.0/users'],
    ['an encoded host', 'https://graph%2Emicrosoft%2Ecom/v1.0/users'],
    ['capitals in the host', 'https://GRAPH.microsoft.com/v1.0/users'],
    ['a user', 'https://me@graph.microsoft.com/v1.0/users'],
    ['Graph as a user', 'https://graph.microsoft.com@evil.example/v1.0/users'],
    ['Graph as a user with a password', 'https://graph.microsoft.com:443@evil.example/v1.0/users'],
    ['the port of https', 'https://graph.microsoft.com:443/v1.0/users'],
    ['another port', 'https://graph.microsoft.com:8443/v1.0/users'],
    ['http', 'http://graph.microsoft.com/v1.0/users'],
    ['no scheme', '//graph.microsoft.com/v1.0/users'],
    ['no host', '/v1.0/users'],
    ['a scheme in capitals', 'HTTPS://graph.microsoft.com/v1.0/users'],
    ['one slash', 'https:/graph.microsoft.com/v1.0/users'],
    ['three slashes', 'https:///graph.microsoft.com/v1.0/users'],
    ['backslashes', 'https:\\\\graph.microsoft.com\\v1.0\\users'],
    ['a backslash in the path', 'https://graph.microsoft.com/v1.0/..\\..\\beta'],
    ['a backslash before a host', 'https://graph.microsoft.com/v1.0/\\@evil.example'],
    ['a tab', 'https://graph.microsoft.com/v1.0/us\ters'],
    ['a line break', 'https://graph.microsoft.com/v1.0/users\r\nauthorization: x'],
    ['a space at the start', ' https://graph.microsoft.com/v1.0/users'],
    ['a space', 'https://graph.microsoft.com/v1.0/us ers'],
    ['a zero', 'https://graph.microsoft.com/v1.0/users\u0000'],
    ['a letter outside of ASCII', 'https://graph.microsoft.com/v1.0/usérs'],
    ['another version', 'https://graph.microsoft.com/beta/users'],
    ['a version that begins alike', 'https://graph.microsoft.com/v1.00/users'],
    ['the version alone', 'https://graph.microsoft.com/v1.0'],
    ['dot segments', 'https://graph.microsoft.com/v1.0/../beta/users'],
    ['encoded dot segments', 'https://graph.microsoft.com/v1.0/%2e%2E/beta/users'],
    ['half-encoded dot segments', 'https://graph.microsoft.com/v1.0/.%2e/beta/users'],
    ['a fragment', 'https://graph.microsoft.com/v1.0/users#x'],
    ['another cloud', 'https://graph.microsoft.us/v1.0/users'],
    ['more than 16,384 characters', `https://graph.microsoft.com/v1.0/users?a=${'x'.repeat(16_384)}`],
    ['nothing', ''],
    ['no text', { toString: (): string => 'https://graph.microsoft.com/v1.0/users' }],
    ['null', null],
    ['undefined', undefined],
  ])('has not %s', (_, address) => {
    expect(allowedAddress(address, origin, 'v1.0')).toBeNull();
  });

  it('is none of 300 hostile ones, in any cloud', () => {
    for (const cloud of clouds) {
      const { graph } = endpointsOf(cloud);
      const hostile = hostileAddresses(graph, 'evil.example');
      expect(hostile.length).toBeGreaterThanOrEqual(290);
      expect(hostile.filter((address) => allowedAddress(address, graph, 'v1.0') !== null)).toEqual([]);
    }
  });

  it('belongs to one cloud only', () => {
    for (const cloud of clouds)
      for (const other of clouds) {
        const address = `${endpointsOf(other).graph}/v1.0/users`;
        expect(allowedAddress(address, endpointsOf(cloud).graph, 'v1.0')).toBe(cloud === other ? address : null);
      }
  });
});

it('belongs to one version only', () => {
  for (const own of ['v1.0', 'beta'] as const)
    for (const other of ['v1.0', 'beta'] as const) {
      const address = `https://graph.microsoft.com/${own}/users?$skiptoken=abc`;
      expect(allowedAddress(address, 'https://graph.microsoft.com', other)).toBe(own === other ? address : null);
    }
});
