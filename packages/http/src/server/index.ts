// Serves an atlas over HTTP: a function from a Web-standard Request to a Response.
export { createAtlasHandler } from './handler.ts';
export type { AtlasHandler } from './in-bounds.ts';
export type { AtlasHandlerOptions } from './setup.ts';
export type { ConsentCallbackOptions, ConsentPage } from './consent/options.ts';
export type { AnyAtlas } from './call-method.ts';
export { defaultLimits, type HandlerLimits } from './limits.ts';
export { openApi, type OpenApiDocument, type OpenApiInfo, type OpenApiOptions } from '../openapi/index.ts';
