import { Hono } from 'hono';
import { routes, type Route } from '../contract/routes.ts';
import { openApi } from '../openapi/index.ts';
import { admit } from './admit.ts';
import { callMethod } from './call-method.ts';
import { consentCallback, consentCallbackPath } from './consent/callback.ts';
import { inBounds, type AtlasHandler, type Bindings } from './in-bounds.ts';
import { readBody } from './read-body.ts';
import { asAddressed, pathValues, readRequest, writeRequest } from './request-of.ts';
import { answerWith, problemWith } from './respond.ts';
import { setupOf, type AtlasHandlerOptions, type Setup } from './setup.ts';
import { refuse } from './transport-problem.ts';

/**
 * Serves an atlas over HTTP: every method of `AtlasClient` under its route of the contract, the OpenAPI description under `/openapi.json`, and the page that follows
 * a consent under `/consent/callback`, which asks for no sign-in.
 *
 * A request is judged in this order: address, cross-origin forgery, media type, sign-in, rate, body, then the method in the order of refusal. What fails
 * before the method is a problem of type `about:blank`, except `unauthenticated` and `rate_limited`. No answer holds a stack or a cause. Throws an
 * invariant for options that cannot work.
 *
 * @see RFC 9457, RFC 9110
 * @example
 * const handler = createAtlasHandler({ atlas, basePath: '/atlas', authenticate: (request) => actorOf(request) });
 * const response = await handler(new Request('https://example.com/atlas/v1/controls'));
 */
export function createAtlasHandler(options: AtlasHandlerOptions): AtlasHandler {
  const setup = setupOf(options);
  const app = routed(setup);
  return inBounds(setup, (request, bindings) => app.fetch(request, bindings));
}

type App = Hono<{ Bindings: Bindings }>;

function routed(setup: Setup): App {
  const app: App = new Hono<{ Bindings: Bindings }>().basePath(setup.basePath);
  const paths = new Map<string, Set<string>>();
  const on = (verb: string, path: string, handle: Handle): void => {
    app.on(verb, path, ({ req, env }) => handle(req.raw, (name) => req.param(name), env));
    paths.set(path, (paths.get(path) ?? new Set()).add(verb));
  };
  for (const route of routes) on(route.verb, route.path.replace(/\{(\w+)\}/g, ':$1'), serve(setup, route));
  on('GET', '/openapi.json', describe(setup));
  const answer = consentCallback(setup);
  if (answer) {
    app.all(consentCallbackPath, ({ req, env }) => answer(req.raw, env));
  }
  for (const [path, verbs] of paths) {
    const allow = [...verbs, ...(verbs.has('GET') ? ['HEAD'] : [])].join(', ');
    app.all(path, () => refuse('methodNotAllowed', { allow }));
  }
  app.notFound(() => refuse('noSuchRoute'));
  app.onError((reason) => {
    throw reason;
  });
  return app;
}

type Handle = (
  request: Request,
  segment: (name: string) => string | undefined,
  bindings: Bindings,
) => Promise<Response>;

function serve(setup: Setup, route: Route): Handle {
  const isRead = route.verb === 'GET';
  return async (request, segment, { late, requestId }) => {
    const admitted = await admit(setup, request, isRead);
    if (admitted.isErr()) return admitted.error;
    const body = isRead ? null : await readBody(request, setup.limits);
    if (body && 'problem' in body) {
      // The host can mend it, the caller cannot.
      if (body.problem === 'bodyRead' || body.problem === 'bodyMissing')
        setup.logger?.error('http_body_read_before', { requestId, method: route.method });
      return refuse(body.problem);
    }
    const path = pathValues(route, segment);
    const asked = body ? writeRequest(body.value, path) : readRequest(route, new URL(request.url), path);
    // The caller was already answered with a timeout, so no method starts now.
    if (late.aborted) return refuse('timeout');
    const answer = await callMethod(admitted.value, route.method, asked);
    return answer.match(
      (value) => answerWith(value, route.status),
      (error) => problemWith(asAddressed(error, path), setup.problemBase),
    );
  };
}

/** The description is the same for all callers, so it is made once. */
function describe(setup: Setup): Handle {
  const { publicPath, problemBase } = setup;
  let made: object | null = null;
  return async (request) => {
    const admitted = await admit(setup, request, true);
    if (admitted.isErr()) return admitted.error;
    made ??= openApi(setup.atlas.methods(), { ...setup.openApi, basePath: publicPath, problemBase });
    return answerWith(made, 200);
  };
}
