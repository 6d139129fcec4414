/** Remembers a value along one asynchronous flow of calls, and only there. */
export interface AsyncContext<Value> {
  /** The value of the innermost {@link run} that the caller runs inside, also after awaits. */
  current(): Value | undefined;
  /** Runs `work` with `value` as its current one. */
  run<Result>(value: Value, work: () => Result): Result;
}

interface AsyncHooks {
  readonly AsyncLocalStorage: new <Value>() => {
    getStore(): Value | undefined;
    run<Result>(value: Value, work: () => Result): Result;
  };
}

/**
 * Node's `AsyncLocalStorage` where the runtime has one. It is looked up instead of imported, because core runs in browsers too.
 *
 * Where it is absent nothing is remembered: {@link AsyncContext.current} is always undefined. Its users can then not tell a call from inside from an
 * independent one.
 */
export function createAsyncContext<Value>(): AsyncContext<Value> {
  const hooks = lookUp('node:async_hooks');
  if (!isAsyncHooks(hooks)) return { current: () => undefined, run: (_value, work) => work() };
  const storage = new hooks.AsyncLocalStorage<Value>();
  return { current: () => storage.getStore(), run: (value, work) => storage.run(value, work) };
}

function lookUp(name: string): unknown {
  const host = globalThis as { readonly process?: { readonly getBuiltinModule?: (id: string) => unknown } };
  return host.process?.getBuiltinModule?.(name);
}

function isAsyncHooks(value: unknown): value is AsyncHooks {
  return (
    typeof value === 'object' &&
    value !== null &&
    'AsyncLocalStorage' in value &&
    typeof value.AsyncLocalStorage === 'function'
  );
}
