// The query options of every capability: what a page and a server component both import.
export * from './controls.ts';
export * from './operations.ts';
export * from './surfaces.ts';
export * from './workspaces.ts';
export * from './tenants.ts';
export * from './audit.ts';
export * from './connections.ts';
export * from './telemetry.ts';
export * from './knowledge.ts';
export * from './onboarding.ts';
