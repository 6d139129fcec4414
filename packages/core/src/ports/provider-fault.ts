const brand = Symbol.for('tenantatlas.ProviderFault');

/**
 * What a provider rejects with when it could not even ask: its configuration does not work, or its own code failed. What the provider answered is evidence and
 * not a fault. The text is safe to log: no token, no secret, no body of the provider.
 */
export class ProviderFault extends Error {
  override readonly name = 'ProviderFault';
  readonly [brand] = true;
}

/** Whether `value` is a {@link ProviderFault}, also one of another copy of the SDK. */
export function isProviderFault(value: unknown): value is ProviderFault {
  return typeof value === 'object' && value !== null && brand in value;
}
