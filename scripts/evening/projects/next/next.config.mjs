// PGlite loads its files beside itself, so it must not be bundled.
export default { basePath: '/app', serverExternalPackages: ['@electric-sql/pglite'] };
