// What client and server agree on: routes, how requests travel, problem details and the errors of the transport.
export { routes, type Route, type Verb } from './routes.ts';
export { encodeQuery } from './encode-query.ts';
export type { QueryField } from './query.ts';
export { defaultProblemBase, problemMediaType, type Problem } from './problem.ts';
export type { RateLimited, TransportError, Unauthenticated, Unreachable } from './transport-errors.ts';
export { transportMessages } from './transport-messages.ts';
