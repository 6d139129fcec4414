import type { CheckEvidenceView, ReasonView, VerificationCheckView } from '@tenantatlas/core/browser';
import type { ComponentType, ReactNode } from 'react';
import { Status } from '../base/status.tsx';
import { Time } from '../base/time.tsx';
import { useTimes } from '../base/use-times.ts';
import { useWords } from '../base/use-words.ts';
import { Fold } from './fold.tsx';
import { connectionsMessages } from './messages.ts';
import { ReasonLine } from './reason-note.tsx';
import { collectionSign } from './states.ts';
import type { Told } from './told.ts';

/** Properties of what shows one step to take. */
export interface NextStepProps {
  readonly step: ReasonView['nextSteps'][number];
  readonly reason: ReasonView;
}

interface CheckDetailsProps {
  readonly check: VerificationCheckView;
  readonly isOpenAtFirst: boolean;
  readonly nextStep: ComponentType<NextStepProps> | undefined;
  readonly besides: Told;
}

/** Why a check did not pass, what to do about it, and what it rests on. */
export function CheckDetails({
  check,
  isOpenAtFirst,
  nextStep: NextStep = StepInWords,
  besides,
}: CheckDetailsProps): ReactNode {
  const { t, say } = useWords(connectionsMessages);
  const { title, reason, message, evidence } = check;
  return (
    <Fold
      title={t(reason ? 'ui.check.more' : 'ui.check.evidence')}
      name={t(reason ? 'ui.check.more_named' : 'ui.check.evidence_named', { check: say(title) })}
      isOpenAtFirst={isOpenAtFirst}
    >
      {reason && (
        <div>
          <ReasonLine reason={reason} besides={[message, ...besides]} />
          {reason.nextSteps.length > 0 && (
            <>
              <p className="ta-check-part">{t('ui.check.next_steps')}</p>
              <ul className="ta-steps">
                {reason.nextSteps.map((step) => (
                  <li key={step.kind}>
                    <NextStep step={step} reason={reason} />
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
      {evidence.length > 0 && (
        <div>
          <p className="ta-check-part">{t('ui.check.evidence')}</p>
          <ul className="ta-evidence">
            {evidence.map((one) => (
              <Evidence key={one.subject} evidence={one} known={reason?.diagnosticCode ?? null} besides={besides} />
            ))}
          </ul>
        </div>
      )}
    </Fold>
  );
}

interface EvidenceProps {
  readonly evidence: CheckEvidenceView;
  /** The reason that the check itself has. */
  readonly known: string | null;
  readonly besides: Told;
}

function Evidence({ evidence, known, besides }: EvidenceProps): ReactNode {
  const { t } = useWords(connectionsMessages);
  const times = useTimes();
  const { subject, collection, observedAt, reason, retryAt, facts, factsLeftOut } = evidence;
  return (
    <li>
      <span className="ta-evidence-head">
        <span>{t(`ui.evidence.${isNamed(subject) ? subject : 'other'}`)}</span>
        <Status {...collectionSign(collection)}>{t(`ui.collection.${collection}`)}</Status>
        {observedAt !== null && (
          <span className="ta-quiet">
            <Time instant={observedAt} />
          </span>
        )}
      </span>
      {reason && reason.diagnosticCode !== known && <ReasonLine reason={reason} besides={besides} isQuiet />}
      {retryAt !== null && (
        <p className="ta-quiet" suppressHydrationWarning>
          {t('ui.check.retry_at', { time: times.zoned(retryAt) })}
        </p>
      )}
      {facts.length > 0 && (
        <ul className="ta-evidence-facts">
          {facts.map((fact) => (
            <li key={fact}>
              <bdi>{subject === 'grants' ? t('ui.evidence.grants.missing', { permission: fact }) : fact}</bdi>
            </li>
          ))}
          {factsLeftOut > 0 && <li>{t('ui.check.facts_left_out', { count: factsLeftOut })}</li>}
        </ul>
      )}
    </li>
  );
}

const named = ['credential', 'sign_in', 'tenant_identity', 'grants'] as const;

/** Whether what was asked for has words of its own. A server may be newer than this page. */
function isNamed(subject: string): subject is (typeof named)[number] {
  return named.some((name) => name === subject);
}

function StepInWords({ step }: NextStepProps): ReactNode {
  return useWords(connectionsMessages).say(step.label);
}
