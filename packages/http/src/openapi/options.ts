// The checks of the options that `createAtlasHandler` and `openApi` take alike.
import { isRecord } from '../contract/record.ts';
import { invariant } from '@tenantatlas/core';
import { optionChecks } from '@tenantatlas/core/ports';

/** The host's own details of the description. */
export interface OpenApiInfo {
  /** @default 'TenantAtlas' */
  readonly title?: string | undefined;
  /** @default 'v1' */
  readonly version?: string | undefined;
  /** Where the description's paths begin. @default the origin that serves the description */
  readonly servers?: readonly { readonly url: string; readonly description?: string }[] | undefined;
  /** How a caller can sign in, by a name of the host's choice. @default none */
  readonly securitySchemes?:
    | { readonly [name: string]: { readonly type: string; readonly [key: string]: unknown } }
    | undefined;
  /** Which of the schemes a request needs: any one of the list. @default not said */
  readonly security?: readonly { readonly [scheme: string]: readonly string[] }[] | undefined;
}

/** The names of {@link OpenApiInfo}. */
export const openApiInfoNames = [
  'title',
  'version',
  'servers',
  'securitySchemes',
  'security',
] as const satisfies readonly (keyof OpenApiInfo)[];

/** Throws an invariant for details of a description that would make it invalid. `prefix` is where the host wrote them. */
export function checkInfo(
  factory: string,
  info: { readonly [Name in keyof OpenApiInfo]?: unknown },
  prefix = '',
): void {
  const check = optionChecks(factory);
  const demand = demandOf(factory);
  const { title, version, servers, securitySchemes, security } = info;
  demand(isAbsentOr(isText, title), `"${prefix}title" is a text such as "Acme". ${forDefault}`);
  demand(isAbsentOr(isText, version), `"${prefix}version" is a text such as "v1". ${forDefault}`);
  check.list(`${prefix}servers`, servers, isServer, '[{ "url": "https://api.example.com" }]');
  demand(
    isAbsentOr((value) => isRecord(value) && Object.values(value).every(isScheme), securitySchemes),
    `"${prefix}securitySchemes" is an object such as { "session": { "type": "apiKey", "in": "cookie", "name": "session" } }. ${forDefault}`,
  );
  check.list(`${prefix}security`, security, isRequirement, '[{ "session": [] }]');
}

/** The problem base, or the default. Throws an invariant for one whose problem types would not be addresses: the kind of error is appended to it. */
export function checkedProblemBase(factory: string, problemBase: unknown, byDefault: string): string {
  demandOf(factory)(
    isAbsentOr(isProblemBase, problemBase),
    `"problemBase" is a whole address that ends with "/", "#" or "=", such as "https://docs.example.com/errors/". ${forDefault}`,
  );
  return (problemBase as string | undefined) ?? byDefault;
}

/** Plain segments only: a star or a colon would be a pattern, and URL parsers remove dots. */
const plainPath = /^(?:\/(?!\.{1,2}(?:\/|$))[A-Za-z0-9._~-]+)*$/;

/** The path under which routes begin; '' when it is left out. Throws an invariant for another spelling. */
export function checkedPath(factory: string, option: 'basePath' | 'publicPath', path: unknown = ''): string {
  const isPath = typeof path === 'string';
  demandOf(factory)(
    isPath && plainPath.test(path),
    `${option} is ${isPath ? JSON.stringify(path) : 'not text'}. Begin every segment with a slash and end without one, as in "/atlas", or leave it out.`,
  );
  return path as string;
}

const forDefault = 'Leave it out for the default.';

function demandOf(factory: string): (condition: boolean, text: string) => void {
  return (condition, text) => invariant(condition, `${factory}: ${text}`);
}

function isAbsentOr(isRight: (value: unknown) => boolean, value: unknown): boolean {
  return value === undefined || isRight(value);
}

function isProblemBase(value: unknown): boolean {
  return typeof value === 'string' && /^https?:\/\/\S+[/#=]$/.test(value) && URL.canParse(value);
}

function isServer(value: unknown): boolean {
  return isRecord(value) && isText(value['url']) && isAbsentOr(isText, value['description']);
}

function isScheme(value: unknown): boolean {
  return isRecord(value) && isText(value['type']);
}

function isRequirement(value: unknown): boolean {
  return isRecord(value) && Object.values(value).every((scopes) => Array.isArray(scopes) && scopes.every(isText));
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
