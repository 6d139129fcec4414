// The OpenAPI 3.1 description of the routes.
export { openApi, type OpenApiDocument, type OpenApiOptions } from './openapi.ts';
export type { OpenApiInfo } from './options.ts';
