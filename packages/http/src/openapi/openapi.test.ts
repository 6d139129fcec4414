import {
  accessMatrix,
  createTenantAtlas,
  defineControls,
  defineOperations,
  InvariantError,
  ok,
  simulatedRestore,
  type MethodDescriptions,
} from '@tenantatlas/core';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { routes } from '../contract/routes.ts';
import { openApi, type OpenApiDocument, type OpenApiOptions } from './openapi.ts';

const session = {
  securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'session' } },
  security: [{ session: [] }],
};
const plain = openApi(createTenantAtlas({ restore: simulatedRestore() }).methods(), { basePath: '/atlas', ...session });

interface Folder {
  readonly name: string;
  readonly inner: readonly Folder[];
}
const folder: z.ZodType<Folder> = z.strictObject({
  name: z.string(),
  get inner() {
    return z.array(folder);
  },
});
const control = {
  label: 'Mass mail',
  supportedScopes: ['global'],
  operationTypes: ['acme.mass_mail'],
  affectedSurfaces: ['acme.campaigns'],
} as const;
const operations = defineOperations({
  'acme.mass_mail': {
    label: 'Mass mail',
    capability: 'operations.start',
    control: 'acme.mass_mail',
    inputs: z.strictObject({
      list: z.strictObject({ id: z.string().min(1) }).meta({ id: 'Lists/Mail ~1', description: 'A list of addresses' }),
      workspace: z.strictObject({ colour: z.string() }).meta({ id: 'Workspace' }),
      folder,
      size: z.string().transform(Number),
      retries: z.coerce.number().int().optional(),
      tone: z.enum(['plain', 'rich']).default('plain'),
      subject: z.string().refine((text) => text !== 'test'),
      target: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('all') }),
        z.strictObject({ kind: z.literal('some'), ids: z.array(z.string()) }),
      ]),
      headers: z.record(z.string(), z.string()),
      pair: z.tuple([z.string(), z.int()]),
      trimmed: z.preprocess((value) => value, z.string()),
    }),
    run: async () => ok({}),
  },
});
const host = createTenantAtlas({
  restore: simulatedRestore(),
  catalogs: { controls: [defineControls({ 'acme.mass_mail': control })], operations: [operations] },
});
const hosted = openApi(host.methods(), session);

describe.each([
  ['the default atlas', plain],
  ['an atlas with catalogs of the host', hosted],
])('the description of %s', (_, document) => {
  it('is valid by @seriousme/openapi-schema-validator', async () => {
    const verdict = await new Validator().validate(copyOf(document));
    expect(verdict).toEqual({ valid: true });
  });

  it('has no findings in @redocly/openapi-core', async () => {
    // The interface has no licence; the package has one.
    const config = await createConfig({ extends: ['recommended-strict'], rules: { 'info-license': 'off' } });
    const source = JSON.stringify(document);
    const complaints = await lintFromString({ source, absoluteRef: '/openapi.json', config });
    expect(complaints.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual([]);
  });

  it('is JSON, and deterministic', () => {
    expect(copyOf(document)).toEqual(document);
  });

  it('describes each route under its verb', () => {
    const described = Object.values(document.paths).flatMap((verbs) => Object.values(verbs));
    expect(described).toHaveLength(routes.length);
    expect(new Set(described.map(({ operationId }) => operationId)).size).toBe(routes.length);
  });
});

it('every method has a route', () => {
  const routed = new Set(routes.map(({ method }) => method));
  expect([...routed].sort()).toEqual(Object.keys(accessMatrix).sort());
});

it('a broken description is detected', async () => {
  const broken = JSON.parse(
    JSON.stringify(plain).replaceAll('#/components/schemas/Tenant"', '#/components/schemas/T"'),
  );
  const config = await createConfig({ extends: ['recommended-strict'] });
  const complaints = await lintFromString({ source: JSON.stringify(broken), absoluteRef: '/openapi.json', config });
  expect(complaints.map(({ ruleId }) => ruleId)).toContain('no-unresolved-refs');
  expect((await new Validator().validate({ ...copyOf(plain), info: {} })).valid).toBe(false);
});

describe('requests', () => {
  const id = { type: 'string', pattern: '^[A-Za-z0-9._:+/-]{1,120}$' };

  it('describe an id, an instant, a text and a page', () => {
    const pause = bodyOf(plain, '/atlas/v1/controls/{control}/pause');
    expect(pause.properties['expiresAt']).toEqual({
      anyOf: [{ type: 'string', format: 'date-time' }, { type: 'null' }],
    });
    expect(pause.properties['reason']).toEqual({ type: 'string', minLength: 5, maxLength: 500 });
    expect(bodyOf(plain, '/atlas/v1/workspaces').properties['workspaceId']).toEqual(id);
    const list = parametersOf(plain, '/atlas/v1/workspaces/{workspaceId}/operations');
    expect(list['workspaceId']).toEqual({ type: 'string', pattern: `^~\\.{1,2}$|${id.pattern}` });
    expect(list['tenant_id']).toEqual(id);
    expect(list['limit']).toEqual({ type: 'integer', minimum: 1, maximum: 200, default: 50 });
    expect(list['status']).toEqual({
      type: 'array',
      minItems: 1,
      maxItems: 3,
      items: { type: 'string', enum: ['queued', 'running', 'completed'] },
    });
  });

  it('name the controls and operations of the atlas', () => {
    expect(parametersOf(plain, '/atlas/v1/controls/{control}')['control']).toEqual({
      type: 'string',
      enum: ['restore.execute'],
    });
    expect(parametersOf(hosted, '/v1/controls/{control}/impact')).toEqual({
      control: { type: 'string', enum: ['restore.execute', 'acme.mass_mail'] },
      scope: { type: 'string', enum: ['global', 'workspace'] },
      workspace_id: id,
      intent: { type: 'string', enum: ['pause', 'resume'] },
    });
    const start = bodyOf(hosted, '/v1/workspaces/{workspaceId}/operations');
    const types = (start.oneOf ?? []).map(({ properties }) => properties['type']);
    expect(types).toEqual(['restore.execute', 'acme.mass_mail'].map((type) => ({ type: 'string', const: type })));
  });

  it('describe an atlas that has no controls and no operations', async () => {
    const none = openApi(createTenantAtlas().methods(), { basePath: '/atlas', ...session });
    expect(await new Validator().validate(copyOf(none))).toMatchObject({ valid: true });
    expect(parametersOf(none, '/atlas/v1/controls/{control}')['control']).toEqual({ type: 'string' });
    const start = bodyOf(none, '/atlas/v1/workspaces/{workspaceId}/operations');
    expect(start.properties['type']).toEqual({ type: 'string' });
    expect(JSON.stringify(none)).not.toContain('restore.execute');
  });

  it('omit from the body what is in the path', () => {
    const start = bodyOf(plain, '/atlas/v1/workspaces/{workspaceId}/operations');
    expect(Object.keys(start.properties)).toEqual(['type', 'tenantId', 'inputs', 'idempotencyKey']);
    expect(start.required).toEqual(['type', 'tenantId', 'inputs', 'idempotencyKey']);
    for (const { required, properties } of bodyOf(hosted, '/v1/workspaces/{workspaceId}/operations').oneOf ?? []) {
      expect(required).not.toContain('workspaceId');
      expect(properties).not.toHaveProperty('workspaceId');
    }
    const archive = plain.paths['/atlas/v1/workspaces/{workspaceId}/archive']?.['post']?.['requestBody'];
    expect(archive).toMatchObject({ required: false });
  });

  it('and schema names of a host do not collide with those of the SDK', () => {
    expect(schemasOf(hosted)['Workspace']).toEqual(schemasOf(plain)['Workspace']);
    const added = Object.keys(schemasOf(hosted)).filter((name) => !Object.hasOwn(schemasOf(plain), name));
    expect(added.every((name) => name.startsWith('operations.start.'))).toBe(true);
    expect(added.some((name) => name.endsWith('.Workspace'))).toBe(true);
  });
});

it('every member of the SDK is described', () => {
  expect(openObjects(plain, '')).toEqual([]);
  expect(openObjects({ type: 'object', properties: {} }, 'x')).toEqual(['x']);
});

it('answers have the ids and instants of requests', () => {
  const { properties } = schemasOf(plain)['Workspace'] as { properties: Record<string, object> };
  expect(properties['workspaceId']).toEqual(bodyOf(plain, '/atlas/v1/workspaces').properties['workspaceId']);
  expect(properties['createdAt']).toMatchObject({ type: 'string', format: 'date-time' });
});

it.each([
  ['/v1/workspaces', 'get', [200, 401, 403, 404, 414, 422, 429, 500, 503]],
  ['/v1/workspaces', 'post', [201, 400, 401, 403, 404, 408, 409, 413, 414, 415, 422, 429, 500, 503]],
  ['/v1/controls/{control}/pause', 'post', [200, 400, 401, 403, 404, 408, 409, 413, 414, 415, 422, 429, 500, 503]],
])('%s %s can return %j', (path, verb, statuses) => {
  const responses = hosted.paths[path]?.[verb]?.['responses'] as object;
  expect(Object.keys(responses).map(Number)).toEqual(statuses);
});

describe('the host', () => {
  const { title, version } = openApi(host.methods()).info;

  it('sets title, servers and sign-in', () => {
    expect({ title, version }).toEqual({ title: 'TenantAtlas', version: 'v1' });
    const servers = [{ url: 'https://api.example.com', description: 'Production' }];
    const own = openApi(host.methods(), { title: 'Acme', version: '7', servers, ...session });
    expect(own).toMatchObject({ info: { title: 'Acme', version: '7' }, servers, security: session.security });
    expect(own['components']).toMatchObject({ securitySchemes: session.securitySchemes });
  });

  it('gets no defaults for options it omits', () => {
    const silent = openApi(host.methods());
    expect(silent).not.toHaveProperty('security');
    expect(silent['components']).not.toHaveProperty('securitySchemes');
  });

  it('decides the URL of the error pages', () => {
    const own = openApi(host.methods(), { problemBase: 'https://acme.example/errors/' });
    expect(JSON.stringify(own)).not.toContain('tenantatlas.dev');
    expect(schemasOf(own)['ConflictProblem']).toMatchObject({
      properties: { type: { const: 'https://acme.example/errors/conflict' } },
    });
  });
});

describe('options are rejected by name', () => {
  it.each([
    [null, 'pass an object with title'],
    [{ basepath: '/atlas' }, '"basepath" is not an option'],
    [{ basePath: 7 }, 'basePath is not text'],
    [{ basePath: null }, 'basePath is not text'],
    [{ basePath: '/atlas/' }, 'basePath is "/atlas/". Begin every segment with a slash'],
    [{ problemBase: 'nonsense' }, '"problemBase" is a whole address'],
    [{ problemBase: null }, '"problemBase" is a whole address'],
    [{ title: 7 }, '"title" is a text such as "Acme"'],
    [{ title: '' }, '"title" is a text'],
    [{ version: 1 }, '"version" is a text such as "v1"'],
    [{ servers: 'x' }, '"servers" is a list such as [{ "url": "https://api.example.com" }]'],
    [{ servers: ['https://api.example.com'] }, '"servers" is a list'],
    [{ servers: [{ url: 'https://api.example.com', description: 7 }] }, '"servers" is a list'],
    [{ servers: null }, '"servers" is a list'],
    [{ securitySchemes: 'session' }, '"securitySchemes" is an object such as'],
    [{ securitySchemes: { session: { in: 'cookie' } } }, '"securitySchemes" is an object'],
    [{ security: ['session'] }, '"security" is a list such as [{ "session": [] }]'],
    [{ security: [{ session: true }] }, '"security" is a list'],
  ])('%j', (options, told) => {
    const described = () => openApi(host.methods(), options as OpenApiOptions);
    expect(described).toThrow(InvariantError);
    expect(described).toThrow(`openApi: ${told}`);
  });

  it.each<[unknown]>([[undefined], [null], [{}], [host]])('%o instead of the methods', (methods) => {
    const described = () => openApi(methods as MethodDescriptions);
    expect(described).toThrow(InvariantError);
    expect(described).toThrow('openApi: pass what atlas.methods() answers');
  });
});

interface Body {
  readonly properties: { readonly [member: string]: unknown };
  readonly required?: readonly string[];
  readonly oneOf?: readonly Body[];
}

function copyOf(document: OpenApiDocument): Record<string, unknown> {
  return JSON.parse(JSON.stringify(document)) as Record<string, unknown>;
}

function schemasOf(document: OpenApiDocument): { readonly [name: string]: unknown } {
  return (document['components'] as { schemas: { readonly [name: string]: unknown } }).schemas;
}

function bodyOf(document: OpenApiDocument, path: string): Body {
  const body = document.paths[path]?.['post']?.['requestBody'] as { content: Record<string, { schema: Body }> };
  return body.content['application/json']?.schema as Body;
}

function parametersOf(document: OpenApiDocument, path: string): { readonly [name: string]: unknown } {
  const parameters = document.paths[path]?.['get']?.['parameters'] as readonly { name: string; schema: unknown }[];
  return Object.fromEntries(parameters.map(({ name, schema }) => [name, schema]));
}

/** The places where an object lists its members but allows others. */
function openObjects(part: unknown, at: string): readonly string[] {
  if (typeof part !== 'object' || part === null) return [];
  const inside = Object.entries(part).flatMap(([key, value]) => openObjects(value, `${at}/${key}`));
  const { type, properties, additionalProperties } = part as Record<string, unknown>;
  const isOpen = type === 'object' && properties !== undefined && additionalProperties !== false;
  return isOpen ? [at, ...inside] : inside;
}
