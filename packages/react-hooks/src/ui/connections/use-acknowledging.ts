import { reasonBounds, type VerificationReportView } from '@tenantatlas/core/browser';
import { useState } from 'react';
import type { AnyAtlasError } from '../../error.ts';
import { useAcknowledgeCheck } from '../../hooks/connections.ts';
import { useWords } from '../base/use-words.ts';
import { connectionsMessages } from './messages.ts';

/** The acknowledgement that a person is writing. */
export interface Acknowledging {
  /** The key of its check; null while none is written. */
  readonly key: string | null;
  readonly reason: string;
  /** What is wrong with the reason. */
  readonly wrong: string | undefined;
  /** Grows with every attempt that did not succeed. */
  readonly failures: number;
  /** Why the last attempt failed; null where the reason is at fault. */
  readonly error: AnyAtlasError | null;
  readonly isBusy: boolean;
  /** The check whose form was closed without an acknowledgement last. */
  readonly left: string | null;
  readonly open: (key: string) => void;
  readonly write: (reason: string) => void;
  readonly submit: () => void;
  readonly close: () => void;
}

/**
 * What a person writes about one check of a report. It belongs to the report as a whole, so that nothing that was typed is lost when another report arrives
 * meanwhile.
 */
export function useAcknowledging({ workspaceId, connectionId, fingerprint }: VerificationReportView): Acknowledging {
  const { t, say } = useWords(connectionsMessages);
  const acknowledge = useAcknowledgeCheck();
  const [key, setKey] = useState<string | null>(null);
  const [left, setLeft] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [local, setLocal] = useState<string>();
  const [failures, setFailures] = useState(0);
  const refusal = 'error' in acknowledge ? acknowledge.error : null;
  const issues = refusal?.code === 'invalid_input' ? refusal.issues : [];
  const remote = issues.find(({ path }) => path === 'reason');
  const end = (leftAt: string | null): void => {
    setKey(null);
    setLeft(leftAt);
    setReason('');
    setLocal(undefined);
    acknowledge.reset();
  };
  const countFailure = (): void => setFailures((count) => count + 1);
  return {
    key,
    reason,
    wrong: local ?? (remote && say(remote.fix)),
    failures,
    error: remote ? null : refusal,
    isBusy: acknowledge.state === 'pending',
    left,
    open: (opened) => {
      end(null);
      setKey(opened);
    },
    write: (text) => {
      setReason(text);
      setLocal(undefined);
    },
    submit: () => {
      const length = [...reason.trim()].length;
      if (key === null) return;
      if (length < reasonBounds.min || length > reasonBounds.max) {
        setLocal(t('ui.check.acknowledge_reason_length', reasonBounds));
        return countFailure();
      }
      const request = { workspaceId, connectionId, fingerprint, check: key, reason };
      void acknowledge.run(request).then((result) => result.match(() => end(null), countFailure));
    },
    close: () => end(key),
  };
}
