export { postgresJs, type PostgresJsOptions } from './postgres-js.ts';
