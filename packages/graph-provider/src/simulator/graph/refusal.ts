import { jsonAnswer, type Answer } from '../answer.ts';
import type { World } from '../world/world.ts';

/** Why Graph refuses a request. Thrown while one is answered, and told as an error body. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** An error as Graph tells it, with the ids that support asks for. */
export function errorAnswer(
  world: World,
  { status, code, message, headers }: Refusal,
  clientRequestId: string | null,
): Answer {
  const requestId = world.nextGuid();
  const date = new Date(world.now()).toISOString().slice(0, 19);
  const innerError = { date, 'request-id': requestId, 'client-request-id': clientRequestId ?? requestId };
  return jsonAnswer(
    status,
    { error: { code, message, innerError } },
    { 'request-id': requestId, 'client-request-id': clientRequestId ?? requestId, ...headers },
  );
}

/** What Graph says to a request that it cannot read. */
export function badRequest(message: string, code = 'BadRequest'): Refusal {
  return new Refusal(400, code, message);
}

/** What Graph says about an object that is not there. */
export function notFound(id: string): Refusal {
  const message = `Resource '${id.slice(0, 100)}' does not exist or one of its queried reference-property objects are not present.`;
  return new Refusal(404, 'Request_ResourceNotFound', message);
}
