// The public entry: Microsoft Entra and Intune behind the directory port of core.
export { createGraphProvider, type GraphProviderOptions } from './provider.ts';
export type { GraphProviderLimits } from './limits.ts';
export type { DedicatedSource } from './capabilities/sources.ts';
export { microsoftPermissions } from './capabilities/manifest.ts';
export type { GraphFailure } from './answers/failure.ts';
export { clouds, type Cloud, type Endpoints } from './clouds.ts';
export { clientCertificate, type ClientCertificateOptions } from './tokens/client-certificate.ts';
export { clientSecret, type ClientSecretOptions } from './tokens/client-secret.ts';
export { tokenCredential, type TokenCredentialLike } from './tokens/token-credential.ts';
export type { AccessToken, TokenAnswer, TokenMeans, TokenRequest, TokenSource } from './tokens/token-source.ts';
