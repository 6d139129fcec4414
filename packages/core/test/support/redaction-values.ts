/** Invented values: no secret of this file has ever opened anything. */
export const v = {
  word: 'Hunter2Hunter2',
  hex: '0123456789abcdef0123456789abcdef',
  key64: `${'Zm9vYmFy'.repeat(10)}Zm9vYg==`,
  azure: `abc8Q~${'Zx9-_.~'.repeat(5)}`,
  entra: `0.AXoA${'bCdEfG12_-'.repeat(5)}`,
  jwt: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N',
  pem: 'MIIEowIBAAKCAQEAinventedinventedinvented',
  code: 'Ab12Cd34Ef56Gh78Ij90',
} as const;

/** A text, and the parts of it that must not be left. */
export type SecretText = readonly [text: string, ...parts: string[]];
