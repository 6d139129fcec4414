export { createGraphProvider, type GraphProviderOptions } from './provider.ts';
export type { GraphProviderLimits } from './limits.ts';
export type { DedicatedSource } from './capabilities/sources.ts';
export { microsoftPermissions } from './capabilities/manifest.ts';
export { clouds, type Cloud, type Endpoints } from './clouds.ts';
export { clientCertificate, type ClientCertificateOptions } from './tokens/client-certificate.ts';
export { clientSecret, type ClientSecretOptions } from './tokens/client-secret.ts';
export { tokenCredential, type TokenCredentialLike } from './tokens/token-credential.ts';
export type { TokenSource } from './tokens/token-source.ts';
