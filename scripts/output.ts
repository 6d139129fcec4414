// Where the words of a step go: to the screen, or, while several steps run at a time, to a place of its own until the step has ended.
import { AsyncLocalStorage } from 'node:async_hooks';

const collecting = new AsyncLocalStorage<(text: string) => void>();

/** Prints a line. */
export function print(line: string): void {
  const collect = collecting.getStore();
  if (collect) collect(`${line}\n`);
  else console.log(line);
}

/** What takes the text of the work that asks, or nothing when it goes to the screen by itself. */
export function collector(): ((text: string) => void) | undefined {
  return collecting.getStore();
}

/** Does the work and, when it has ended, prints everything it had to say in one piece. */
export async function inOnePiece<T>(work: () => Promise<T>): Promise<T> {
  let text = '';
  try {
    return await collecting.run((more) => (text += more), work);
  } finally {
    process.stdout.write(text);
  }
}
