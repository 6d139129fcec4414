import { jsonAnswer } from '../answer.ts';
import type { SimulatorControl } from '../control/control.ts';
import { answerControl } from './control-route.ts';
import { responseOf } from './effects.ts';
import type { Environment } from './environment.ts';
import { answerGraphRequest } from './graph-route.ts';
import { answerLoginRequest } from './login-route.ts';

/** The largest body that is read, in bytes. */
export const maximumBody = 4 * 1024 * 1024;
const maximumAddress = 16_384;

/** A function from a request to its answer, for both services and the control. It does not throw for what a client sends. */
export function createHandle(
  env: Environment,
  control: SimulatorControl,
  controlToken: string | undefined,
): (request: Request) => Promise<Response> {
  const { graph, login } = env.world.origins;
  return async (request) => {
    const url = new URL(request.url);
    if (request.url.length > maximumAddress)
      return responseOf(
        jsonAnswer(414, { error: { code: 'RequestUriTooLong', message: 'The request URI is too long.' } }),
      );
    const body = await bodyOf(request);
    if (body === null)
      return responseOf(
        jsonAnswer(413, { error: { code: 'RequestEntityTooLarge', message: 'The request is too large.' } }),
      );
    const { method, headers, signal } = request;
    if (url.pathname === '/__simulator' || url.pathname.startsWith('/__simulator/'))
      return responseOf(answerControl(control, controlToken, { method, url, headers, body }));
    if (isGraph(url, graph, login)) return answerGraphRequest(env, { method, url, headers, signal }, body);
    return answerLoginRequest(env, { method, url, headers, body, signal });
  };
}

/** An origin of a service decides. One that is not known, as behind a proxy, is told apart by the path. */
function isGraph({ origin, pathname }: URL, graph: ReadonlySet<string>, login: ReadonlySet<string>): boolean {
  if (graph.has(origin) !== login.has(origin)) return graph.has(origin);
  return /^\/(?:v1\.0|beta)(?:\/|$)/.test(pathname);
}

/** The body as text, or null when it is too large. */
async function bodyOf(request: Request): Promise<string | null> {
  if (request.body === null) return '';
  const decoder = new TextDecoder();
  let [text, size] = ['', 0];
  for await (const chunk of request.body) {
    size += chunk.length;
    if (size > maximumBody) return null;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
