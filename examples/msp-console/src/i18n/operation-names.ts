import { useCallback } from 'react';
import type { MessageId } from './messages.ts';
import { useText } from './use-text.ts';

const names: { readonly [type: string]: MessageId } = {
  'restore.execute': 'operation.restore',
  'acme.mailbox_export': 'operation.export',
  'provider.connection.check': 'operation.check',
};

/** The operations that this console starts and filters by. */
export const operationTypes: readonly string[] = Object.keys(names);

/** What an operation is called in the reader's language; its label in the catalog when this console has no word for it. */
export function useOperationName(): (operation: { readonly type: string; readonly label: string }) => string {
  const text = useText();
  return useCallback(
    ({ type, label }) => {
      const id = Object.hasOwn(names, type) ? names[type] : undefined;
      return id === undefined ? label : text(id);
    },
    [text],
  );
}
