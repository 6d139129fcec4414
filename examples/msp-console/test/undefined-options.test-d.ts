import type * as Core from '@tenantatlas/core';
import type * as CoreMemory from '@tenantatlas/core/memory';
import type * as CorePorts from '@tenantatlas/core/ports';
import type * as CoreSnapshot from '@tenantatlas/core/snapshot';
import type * as CoreBrowser from '@tenantatlas/core/browser';
import type * as CoreConformance from '@tenantatlas/core/conformance';
import type * as CoreMessages from '@tenantatlas/core/messages';
import type * as HttpContract from '@tenantatlas/http/contract';
import type * as HttpClient from '@tenantatlas/http/client';
import type * as HttpServer from '@tenantatlas/http/server';
import type * as HttpOpenapi from '@tenantatlas/http/openapi';
import type * as HttpHono from '@tenantatlas/http/hono';
import type * as HttpMcp from '@tenantatlas/http/mcp';
import type * as HttpNext from '@tenantatlas/http/next';
import type * as HttpNode from '@tenantatlas/http/node';
import type * as ReactHooks from '@tenantatlas/react-hooks';
import type * as ReactHooksTesting from '@tenantatlas/react-hooks/testing';
import type * as ReactHooksUi from '@tenantatlas/react-hooks/ui';
import type * as ReactHooksServer from '@tenantatlas/react-hooks/server';
import type * as StoragePg from '@tenantatlas/storage-pg';
import type * as StoragePgPglite from '@tenantatlas/storage-pg/pglite';
import type * as StoragePgPg from '@tenantatlas/storage-pg/pg';
import type * as StoragePgPostgresJs from '@tenantatlas/storage-pg/postgres-js';
import { expectTypeOf, it } from 'vitest';

/** The names of members that a caller may leave out and may not set to undefined. */
type RefusedMembers<Given> = Given extends readonly unknown[] | ((...args: never) => unknown)
  ? never
  : Given extends object
    ? {
        [Name in keyof Given & string]-?: undefined extends Given[Name]
          ? { readonly [Same in Name]: undefined } extends Pick<Given, Name>
            ? never
            : Name
          : never;
      }[keyof Given & string]
    : never;

/**
 * Members that the functions of a module refuse as undefined, such as `createAtlasClient.headers`: the options of factories and the properties of components.
 * A host that passes on an option of its own may have nothing to pass.
 */
type RefusedAsUndefined<Module> = {
  [Name in keyof Module & string]: Module[Name] extends (...args: infer Args) => unknown
    ? `${Name}.${RefusedMembers<Args[number]>}`
    : never;
}[keyof Module & string];

it('an option of a factory or a property of a component that is undefined counts as left out', () => {
  expectTypeOf<RefusedAsUndefined<typeof Core>>().toBeNever();
  expectTypeOf<RefusedAsUndefined<typeof CoreMemory>>().toBeNever();
  expectTypeOf<RefusedAsUndefined<typeof CorePorts>>().toBeNever();
  expectTypeOf<RefusedAsUndefined<typeof CoreSnapshot>>().toBeNever();
  expectTypeOf<RefusedAsUndefined<typeof CoreBrowser>>().toBeNever();
  expectTypeOf<RefusedAsUndefined<typeof CoreConformance>>().toBeNever();
  expectTypeOf<RefusedAsUndefined<typeof CoreMessages>>().toBeNever();
  expectTypeOf<RefusedAsUndefined<typeof HttpContract>>().toBeNever();
  expectTypeOf<RefusedAsUndefined<typeof HttpClient>>().toBeNever();
  expectTypeOf<RefusedAsUndefined<typeof HttpServer>>().toBeNever();
  expectTypeOf<RefusedAsUndefined<typeof HttpOpenapi>>().toBeNever();
  expectTypeOf<RefusedAsUndefined<typeof HttpHono>>().toBeNever();
  expectTypeOf<RefusedAsUndefined<typeof HttpMcp>>().toBeNever();
  expectTypeOf<RefusedAsUndefined<typeof HttpNext>>().toBeNever();
  expectTypeOf<RefusedAsUndefined<typeof HttpNode>>().toBeNever();
  expectTypeOf<RefusedAsUndefined<typeof ReactHooks>>().toBeNever();
  expectTypeOf<RefusedAsUndefined<typeof ReactHooksTesting>>().toBeNever();
  expectTypeOf<RefusedAsUndefined<typeof ReactHooksUi>>().toBeNever();
  expectTypeOf<RefusedAsUndefined<typeof ReactHooksServer>>().toBeNever();
  expectTypeOf<RefusedAsUndefined<typeof StoragePg>>().toBeNever();
  expectTypeOf<RefusedAsUndefined<typeof StoragePgPglite>>().toBeNever();
  expectTypeOf<RefusedAsUndefined<typeof StoragePgPg>>().toBeNever();
  expectTypeOf<RefusedAsUndefined<typeof StoragePgPostgresJs>>().toBeNever();
});
