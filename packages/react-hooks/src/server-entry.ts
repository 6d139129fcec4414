// The subpath `@tenantatlas/react-hooks/server`: what a server component can import. It loads nothing of React.
export { connect } from './provider/connection.ts';
export type { AnyAtlasClient, AtlasConnection, ProvidedClient } from './provider/connection.ts';
export type { AtlasKey, AtlasPages, AtlasPagesData, AtlasQuery } from './query/atlas-query.ts';
export * from './options.ts';
export { themeStyle } from './theme/theme-style.ts';
export type { Theme, ThemeColor } from './theme/theme.ts';
