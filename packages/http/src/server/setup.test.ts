import { createTenantAtlas, InvariantError } from '@tenantatlas/core';
import { expect, it } from 'vitest';
import { createAtlasHandler } from './index.ts';

const atlas = createTenantAtlas();
const authenticate = () => null;
const made = (change: object) => () => createAtlasHandler({ atlas, authenticate, ...change });

it.each([
  [{ trustedOrigin: ['https://admin.example.com'] }, '"trustedOrigin" is not an option'],
  [{ ratelimit: () => null }, '"ratelimit" is not an option'],
  [{ atlas: undefined }, '"atlas" is an object with as, methods'],
  [{ atlas: {} }, '"atlas" is an object with as, methods'],
  [{ source: 'telepathy' }, '"source" is one of ui, api, cli, deploy_hook, schedule'],
  [{ rateLimit: 10 }, '"rateLimit" is a function'],
  [{ logger: {} }, '"logger" is an object with warn, error'],
  [{ problemBase: 7 }, '"problemBase" is a whole address'],
  [{ problemBase: null }, '"problemBase" is a whole address'],
  [{ problemBase: 'nonsense' }, '"problemBase" is a whole address'],
  [{ problemBase: '/errors/' }, '"problemBase" is a whole address'],
  [{ problemBase: 'javascript:alert(1)//' }, '"problemBase" is a whole address'],
  [{ problemBase: 'https://acme.example/errors' }, 'that ends with "/", "#" or "="'],
  [{ basePath: null }, 'basePath is not text'],
  [{ basePath: 7 }, 'basePath is not text'],
  [{ publicPath: null }, 'publicPath is not text'],
  [{ publicPath: ['/atlas'] }, 'publicPath is not text'],
  [{ trustedOrigins: null }, '"trustedOrigins" is a list such as ["https://admin.example.com"]'],
  [{ trustedOrigins: 'https://x' }, '"trustedOrigins" is a list'],
  [{ trustedOrigins: [7] }, '"trustedOrigins" is a list'],
  [{ openApi: null }, '"openApi" is an object with title, version, servers, securitySchemes, security'],
  [{ openApi: 'x' }, '"openApi" is an object with title'],
  [{ openApi: { titel: 'x' } }, '"titel" is not a member of openApi'],
  [{ openApi: { title: 7 } }, '"openApi.title" is a text such as "Acme"'],
  [{ openApi: { version: '' } }, '"openApi.version" is a text such as "v1"'],
  [{ openApi: { servers: 'x' } }, '"openApi.servers" is a list such as'],
  [{ openApi: { securitySchemes: [] } }, '"openApi.securitySchemes" is an object such as'],
  [{ openApi: { security: { session: [] } } }, '"openApi.security" is a list such as'],
  [{ toString: 1 }, '"toString" is not an option'],
  [{ authenticate: undefined }, 'pass authenticate(request)'],
  [{ limits: { bodyBites: 1 } }, '"bodyBites" is not a limit'],
  [{ limits: { bodyBytes: Number.NaN } }, '"limits.bodyBytes" is a whole number from 1'],
  [{ limits: { bodyMillis: 0 } }, '"limits.bodyMillis" is a whole number from 1'],
  [{ limits: { urlLength: -1 } }, '"limits.urlLength" is a whole number from 1'],
  [{ limits: { timeoutMillis: Number.POSITIVE_INFINITY } }, '"limits.timeoutMillis" is a whole number from 1'],
  [{ limits: { timeoutMillis: 2 ** 31 } }, '"limits.timeoutMillis" is a whole number from 1'], // timers fire at once then
  [{ limits: { timeoutMillis: '30' } }, '"limits.timeoutMillis" is a whole number from 1'],
])('%j is rejected by name', (change, told) => {
  expect(made(change)).toThrow(InvariantError);
  expect(made(change)).toThrow(told);
});

it.each([
  [{}],
  [{ limits: {} }],
  [{ problemBase: 'https://acme.example/errors#' }],
  [{ problemBase: 'http://localhost:4310/wiki?error=' }],
  [{ publicPath: undefined, openApi: { title: undefined, servers: undefined, security: undefined } }],
  [{ limits: { bodyBytes: undefined } }],
  [{ trustedOrigins: undefined, problemBase: undefined, openApi: undefined }],
  [{ limits: { bodyBytes: 1_000_000, timeoutMillis: 2 ** 31 - 1 } }],
  [{ trustedOrigins: [] }],
  [
    {
      trustedOrigins: [
        'https://admin.example.com',
        'http://localhost:5173',
        'https://[::1]:8443',
        'https://xn--mnchen-3ya.example',
      ],
    },
  ],
  [{ basePath: undefined, logger: undefined, rateLimit: undefined, limits: undefined, source: undefined }],
])('accepts %j', (change) => {
  expect(made(change)).not.toThrow();
});
