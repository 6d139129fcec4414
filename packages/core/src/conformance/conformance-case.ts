/**
 * One guarantee of a port, as data: named after what it promises and independent of any test runner.
 *
 * @example
 * for (const guarantee of casesFor(storageConformance, context.capabilities)) {
 *   it(guarantee.name, () => guarantee.run(context));
 * }
 */
export interface ConformanceCase<Context, Capability extends string = string> {
  /** The guarantee, unique within its suite. */
  readonly name: string;
  /** What the adapter must claim for the case to make sense; absent means nothing. */
  readonly needs?: readonly Capability[];
  /** Resolves when the guarantee holds, rejects with a `ConformanceError` when it does not. */
  run(context: Context): Promise<void>;
}

/** The cases that an adapter with these capabilities has to pass. The others belong to claims it does not make. */
export function casesFor<Context, Capability extends string>(
  suite: readonly ConformanceCase<Context, Capability>[],
  capabilities: readonly Capability[],
): readonly ConformanceCase<Context, Capability>[] {
  return suite.filter(({ needs = [] }) => needs.every((need) => capabilities.includes(need)));
}
