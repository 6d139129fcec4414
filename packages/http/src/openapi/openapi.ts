import { invariant, type MethodDescription, type MethodDescriptions } from '@tenantatlas/core';
import { optionChecks } from '@tenantatlas/core/ports';
import { pathMembers } from '../contract/path.ts';
import { defaultProblemBase } from '../contract/problem.ts';
import { isRecord } from '../contract/record.ts';
import { groups, routes, type Route } from '../contract/routes.ts';
import { requestSchema, type Json, type Named } from './json-schema.ts';
import { checkInfo, checkedPath, checkedProblemBase, openApiInfoNames, type OpenApiInfo } from './options.ts';
import { problemReasons, type Reasons } from './problems.ts';
import { membersOf, needsBody, pathParameters, queryParameters, without } from './request-parts.ts';
import { headers, responses } from './responses.ts';

/** An OpenAPI 3.1 description. */
export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly servers: readonly { readonly url: string; readonly description?: string }[];
  readonly paths: { readonly [path: string]: { readonly [verb: string]: { readonly [key: string]: unknown } } };
  readonly [key: string]: unknown;
}

/** Options of {@link openApi}. */
export interface OpenApiOptions extends OpenApiInfo {
  /** Where the routes begin for callers: the `publicPath` of the handler. @default '' */
  readonly basePath?: string | undefined;
  /** Where errors are explained, as the handler was told. @default 'https://tenantatlas.dev/errors/' */
  readonly problemBase?: string | undefined;
}

/**
 * The OpenAPI 3.1 description of the routes, made of the same schemas that validate the requests. Rules that JSON Schema cannot express (a transform, a
 * refinement of the host's) are left out: the description may allow what the atlas then refuses with `invalid_input`.
 * Throws an invariant for methods and options that would make it invalid.
 *
 * @example
 * const description = openApi(atlas.methods(), {
 *   basePath: '/atlas',
 *   securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'session' } },
 *   security: [{ session: [] }],
 * });
 * @see https://spec.openapis.org/oas/v3.1.0
 */
export function openApi(methods: MethodDescriptions, options: OpenApiOptions = {}): OpenApiDocument {
  invariant(
    isRecord(methods) && routes.every(({ method }) => isRecord(methods[method])),
    'openApi: pass what atlas.methods() answers, as in openApi(atlas.methods()).',
  );
  optionChecks('openApi').names(options, [...openApiInfoNames, 'basePath', 'problemBase']);
  checkInfo('openApi', options);
  const basePath = checkedPath('openApi', 'basePath', options.basePath);
  const problemBase = checkedProblemBase('openApi', options.problemBase, defaultProblemBase);
  const { securitySchemes, security } = options;
  const named: Named = new Map();
  const reasons = problemReasons(problemBase, named);
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    const operations = (paths[`${basePath}${route.path}`] ??= {});
    operations[route.verb.toLowerCase()] = operation(route, methods[route.method], reasons, named);
  }
  const schemas = Object.fromEntries([...named].sort(([left], [right]) => (left < right ? -1 : 1)));
  return {
    openapi: '3.1.0',
    info: { title: options.title ?? 'TenantAtlas', version: options.version ?? 'v1', description },
    servers: options.servers ?? [{ url: '/' }],
    tags: Object.entries(groups).map(([name, text]) => ({ name, description: text })),
    ...(security ? { security } : {}),
    paths,
    components: { schemas, headers, ...(securitySchemes ? { securitySchemes } : {}) },
  };
}

const description =
  'Governance for multi-tenant admin products. Errors are problem details (RFC 9457): decide on `code`, which is part of the interface.';

function operation(route: Route, method: MethodDescription, reasons: Reasons, named: Named): Json {
  const request = requestSchema(method.input, route.method, named);
  const members = membersOf(request);
  const inPath = pathMembers(route.path);
  const parameters = [...pathParameters(inPath, members), ...queryParameters(route.query, members)];
  const { summary, platformSummary } = method;
  return {
    // A method has one name; its second address, for the platform, has a separate one.
    operationId: isSecond(route) ? `${route.method}.platform` : route.method,
    summary: isSecond(route) && platformSummary !== null ? platformSummary : summary,
    tags: [route.method.slice(0, route.method.indexOf('.'))],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(route.verb === 'GET' ? {} : { requestBody: requestBody(without(request, inPath)) }),
    responses: responses(route, method, reasons, named),
  };
}

/** Whether the method has another address that comes first. */
function isSecond({ method, path }: Route): boolean {
  return routes.find((route) => route.method === method)?.path !== path;
}

function requestBody(schema: Json): Json {
  return { required: needsBody(schema), content: { 'application/json': { schema } } };
}
