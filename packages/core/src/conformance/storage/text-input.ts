import type { StorageContext } from '../storage-context.ts';
import type { World } from '../world.ts';

/** A way by which text enters a store. */
export interface TextInput {
  readonly name: string;
  /** Makes what the text is written to. Answers how to write one, and how to read what is stored. */
  open(
    context: StorageContext,
    world: World,
  ): Promise<{ write(text: string): Promise<unknown>; read(): Promise<unknown> }>;
}
