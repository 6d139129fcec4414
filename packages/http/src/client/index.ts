// The client for browsers and other processes. Loads neither zod nor anything of Node.
export { createAtlasClient } from './create-atlas-client.ts';
export type { AtlasClientOptions, ClientErrorContext } from './connection.ts';
export type { RateLimited, TransportError, Unauthenticated, Unreachable } from '../contract/transport-errors.ts';
