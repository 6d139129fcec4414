import type { ActivationView } from '@tenantatlas/core/browser';
import { useCallback } from 'react';
import { usePauseControl } from '../../hooks/controls.ts';
import { useTimes } from '../base/use-times.ts';
import { useWords } from '../base/use-words.ts';
import type { Done } from './done.ts';
import { sentAt } from './draft.ts';
import { hoursOf } from './expiry.ts';
import type { ControlIntent } from './intent.ts';
import { controlsMessages } from './messages.ts';

type Extend = Extract<ControlIntent, { readonly kind: 'extend' }>;

/**
 * Puts the end of a pause off, counted from the end that it has and not from now. The version that was seen goes along: a pause that was changed meanwhile is not
 * overwritten, and the refusal is told.
 */
export function useExtendPause(
  onDone: (done: Done) => void,
  onRefused: (sentence: string) => void,
): (intent: Extend) => void {
  const { t, say } = useWords(controlsMessages);
  const { zoned } = useTimes();
  const { run } = usePauseControl();
  return useCallback(
    ({ controlKey, activation, by }) => {
      const expiresAt = endOf(activation, by);
      const { reasonText: reason, publicMessage, version: expectedVersion } = activation;
      const scope = sentAt(activation);
      void run({ control: controlKey, scope, reason, publicMessage, expiresAt, expectedVersion }).then((result) =>
        result.match(
          (answer) =>
            onDone({
              sentence: t('ui.done.extend', { time: zoned(expiresAt) }),
              controlKey,
              scope: answer.activation.scope,
              activation: answer.activation,
              at: Date.now(),
            }),
          (error) => onRefused(`${t('ui.done.not_extended')} ${say(error.message)}`),
        ),
      );
    },
    [run, t, say, zoned, onDone, onRefused],
  );
}

function endOf({ expiresAt }: ActivationView, by: Extend['by']): string {
  return new Date(new Date(expiresAt ?? Date.now()).getTime() + hoursOf(by) * 3_600_000).toISOString();
}
