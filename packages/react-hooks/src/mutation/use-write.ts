import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Result } from '@tenantatlas/core/browser';
import { useCallback } from 'react';
import type { AnyAtlasError } from '../error.ts';
import { useAtlas } from '../provider/atlas-context.ts';
import type { AtlasConnection } from '../provider/connection.ts';
import { keysOf } from '../query/atlas-query.ts';
import type { WriteState } from '../result.ts';
import type { AtlasMutation } from './atlas-mutation.ts';
import { writeState } from './write-state.ts';

/** A writing hook. */
export type WriteHook<Request, T> = WriteState<T> & {
  /**
   * Writes, and answers with the outcome. Afterwards everything shown is read again, also after a failure, because its outcome may be unknown. A
   * success is answered after that read, or after a second, so that a dialog that closes on it reveals an updated page. A refusal is answered at
   * once. Rejects only with a bug, which the nearest error boundary gets as well.
   */
  readonly run: (request: Request) => Promise<Result<T, AnyAtlasError>>;
  /** Clears the last outcome. */
  readonly reset: () => void;
};

/** One write and the person behind it: the outcome of one person is not shown to the next. */
interface Call<Request> {
  readonly connection: AtlasConnection;
  readonly request: Request;
}

const idle = { state: 'idle' } as const;

/** How long a success waits for what is shown to be read anew, at most. */
const rereadMillis = 1_000;

/** Makes a writing hook of the mutation that `options` makes for the provider's client. */
function useWrite<Request, T>(
  options: (connection: AtlasConnection) => AtlasMutation<Request, T>,
): WriteHook<Request, T> {
  const { connection } = useAtlas();
  const queries = useQueryClient();
  const mutation = useMutation<Result<T, AnyAtlasError>, Error, Call<Request>>({
    ...options(connection),
    throwOnError: true, // an error is a value here, so what is thrown is a bug
    mutationFn: async (call) => options(call.connection).write(call.request),
    onSettled: async (answer, _bug, call) => {
      const reread = queries.invalidateQueries({ queryKey: keysOf(call.connection) });
      if (answer?.isOk()) await within(rereadMillis, reread);
    },
  });
  const { mutateAsync, reset, variables } = mutation;
  const run = useCallback((request: Request) => mutateAsync({ connection, request }), [mutateAsync, connection]);
  const shown = variables?.connection === connection ? writeState(mutation) : idle;
  return { ...shown, run, reset };
}

/** Makes the hook of a write. */
export function writeHook<Request, T>(
  options: (connection: AtlasConnection) => AtlasMutation<Request, T>,
): () => WriteHook<Request, T> {
  return function useThisWrite() {
    return useWrite(options);
  };
}

/** Resolves when the work is done, or after so many milliseconds, whichever is first. */
async function within(millis: number, work: Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, millis)));
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
