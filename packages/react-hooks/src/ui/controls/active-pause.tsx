import type { ActivationView, ControlSummary } from '@tenantatlas/core/browser';
import type { ReactNode } from 'react';
import { Icon } from '../base/icons.tsx';
import { Time } from '../base/time.tsx';
import { useWords } from '../base/use-words.ts';
import { Word } from '../base/word.tsx';
import type { ControlIntent } from './intent.ts';
import { ManageButton } from './manage-button.tsx';
import { useWhere } from './where.ts';
import { controlsMessages } from './messages.ts';

/** Properties of an active pause on a card of a control center. */
export interface ActivePauseProps {
  readonly control: ControlSummary;
  readonly activation: ActivationView;
  readonly onIntent: (intent: ControlIntent) => void;
  readonly headingLevel: 3 | 4 | 5;
}

/** One pause: where, why, what customers read, whose, since and until when; a list item. */
export function ActivePause({ control, activation, onIntent, headingLevel }: ActivePauseProps): ReactNode {
  const { t, say } = useWords(controlsMessages);
  const { controlKey, label } = control;
  const { where: scope, isNaming } = useWhere(activation.scope, say(activation.scopeLabel));
  const where = { where: scope };
  const Title = `h${headingLevel}` as const;
  const title = activation.scope.type === 'global' ? t('ui.scope.everyone_label') : <bdi>{scope}</bdi>;
  return (
    <li className="ta-pause ta-paused">
      <div className="ta-pause-head">
        <Icon name="pause" />
        <Title className="ta-pause-title">{isNaming ? <Word /> : title}</Title>
      </div>
      <p className="ta-pause-reason" dir="auto">
        {activation.reasonText}
      </p>
      <dl className="ta-facts">
        {activation.publicMessage !== null && (
          <div className="ta-fact-wide">
            <dt>{t('ui.pause.public_message')}</dt>
            <dd dir="auto">{activation.publicMessage}</dd>
          </div>
        )}
        <div>
          <dt>{t('ui.pause.owner')}</dt>
          <dd>
            <bdi>{say(activation.owner.label)}</bdi>
          </dd>
        </div>
        <div>
          <dt>{t('ui.pause.since')}</dt>
          <dd>
            <Time instant={activation.createdAt} />
          </dd>
        </div>
        <div>
          <dt>{t('ui.pause.until')}</dt>
          <dd>{activation.expiresAt === null ? t('ui.pause.no_end') : <Time instant={activation.expiresAt} />}</dd>
        </div>
      </dl>
      <div className="ta-row-actions">
        <ManageButton
          aria-label={t('ui.control.resume_named', { label, ...where })}
          onClick={() => onIntent({ kind: 'resume', controlKey, activation })}
        >
          {t('ui.control.resume')}
        </ManageButton>
        <ManageButton
          variant="quiet"
          aria-label={t('ui.control.change_named', where)}
          onClick={() => onIntent({ kind: 'change', controlKey, activation })}
        >
          {t('ui.control.change')}
        </ManageButton>
        <ManageButton
          variant="quiet"
          aria-label={t('ui.control.move_named', where)}
          onClick={() => onIntent({ kind: 'move', controlKey, activation })}
        >
          {t('ui.control.move')}
        </ManageButton>
      </div>
    </li>
  );
}
