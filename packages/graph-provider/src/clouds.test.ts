import { describe, expect, it } from 'vitest';
import { checkEndpoints, clouds, endpointsOf } from './clouds.ts';

describe('a cloud', () => {
  it.each([
    ['global', 'https://graph.microsoft.com', 'https://login.microsoftonline.com'],
    ['us_gov_l4', 'https://graph.microsoft.us', 'https://login.microsoftonline.us'],
    ['us_gov_l5', 'https://dod-graph.microsoft.us', 'https://login.microsoftonline.us'],
    ['china', 'https://microsoftgraph.chinacloudapi.cn', 'https://login.chinacloudapi.cn'],
  ] as const)('%s has its Graph and its sign-in', (cloud, graph, login) => {
    expect(endpointsOf(cloud)).toEqual({ graph, login });
    expect(checkEndpoints(endpointsOf(cloud))).toEqual({ graph, login });
  });

  it('has a row for each', () => expect(clouds).toHaveLength(4));
});

describe('endpoints of a host', () => {
  const login = 'https://login.microsoftonline.com';

  it.each([
    'https://graph.example',
    'https://graph.example:8443',
    'http://127.0.0.1:4000',
    'http://localhost:4000',
    'http://[::1]:4000',
  ])('may be %s', (graph) => expect(checkEndpoints({ graph, login })).toEqual({ graph, login }));

  it.each([
    'http://graph.example',
    'https://graph.example/',
    'https://graph.example/v1.0',
    'https://user@graph.example',
    'https://graph.example?x',
    'ftp://graph.example',
    'http://127.0.0.1.evil.example',
    'graph.example',
    '',
    7,
    null,
  ])('are not %j', (graph) => {
    expect(() => checkEndpoints({ graph: graph as string, login })).toThrow('"endpoints.graph" is an origin');
  });

  it('have no other members', () => {
    expect(() => checkEndpoints({ graph: login, login, grpah: login } as never)).toThrow('"grpah"');
  });
});
