// The subpath `@tenantatlas/react-hooks/testing`: for tests of a host's components.
export { createTestClient } from './create-test-client.ts';
export { TestAtlasProvider, type TestAtlasProviderProps } from './test-atlas-provider.tsx';
export type { TestHandlers } from './test-handlers.ts';
