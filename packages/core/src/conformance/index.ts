export { casesFor, type ConformanceCase } from './conformance-case.ts';
export { ConformanceError } from './conformance-error.ts';
export { seedForeignWorkspace, withForeignRows } from './foreign-rows.ts';
export { storageConformance } from './storage-conformance.ts';
export {
  createStorageContext,
  type StorageCapability,
  type StorageCase,
  type StorageContext,
  type StorageContextOptions,
} from './storage-context.ts';
