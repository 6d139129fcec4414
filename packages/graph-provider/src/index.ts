// The public entry: Microsoft Entra and Intune behind the directory port of core.
export type { GraphFailure } from './answers/failure.ts';
export { microsoftPermissions } from './capabilities/manifest.ts';
export type { DedicatedSource } from './capabilities/sources.ts';
export { clouds, type Cloud, type Endpoints } from './clouds.ts';
export type { GraphProviderLimits } from './limits.ts';
export { createGraphProvider, type GraphProviderOptions } from './provider.ts';
export { clientCertificate, type ClientCertificateOptions } from './tokens/client-certificate.ts';
export { clientSecret, type ClientSecretOptions } from './tokens/client-secret.ts';
export { tokenCredential, type TokenCredentialLike } from './tokens/token-credential.ts';
export type { AccessToken, TokenAnswer, TokenMeans, TokenRequest, TokenSource } from './tokens/token-source.ts';
export type { Rate } from './transport/bucket.ts';
