// The OpenAPI 3.1 description of the routes.
export { openApi, type OpenApiDocument, type OpenApiInfo, type OpenApiOptions } from './openapi.ts';
