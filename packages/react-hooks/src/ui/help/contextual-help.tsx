import type { ContextualHelpView, HelpLinkView } from '@tenantatlas/core/browser';
import { useId, type ReactNode } from 'react';
import { checkProps, oneOf, optional, type PropRules } from '../../provider/check-props.ts';
import { Frame } from '../base/atlas-root.tsx';
import { classNames } from '../base/class-names.ts';
import { answer, className as classNameRule } from '../base/prop-rules.ts';
import { useWords } from '../base/use-words.ts';
import { helpMessages } from './messages.ts';

/** Properties of {@link ContextualHelp}. */
export interface ContextualHelpProps {
  /** The help of `useContextualHelp`. */
  readonly help: ContextualHelpView;
  /** The level of the first heading; the second is one below. @default 4 */
  readonly headingLevel?: 2 | 3 | 4 | 5 | undefined;
  readonly className?: string | undefined;
}

const rules: PropRules<ContextualHelpProps> = () => ({
  help: answer('the help of useContextualHelp'),
  headingLevel: optional(oneOf(2, 3, 4, 5)),
  className: classNameRule,
});

/**
 * Help beside a problem: what it means, steps, the safe next action, and where to read more. Show it once in a view. A reason that says the same as the headline is left
 * out, and so is a link without an address. The code of a reason is for machines and is not shown.
 *
 * @example
 * const help = useContextualHelp({ workspaceId: 'w-1', tenantId: 't-1', surface: 'onboarding', reasonCode });
 * {help.state === 'ready' && help.data.help && <ContextualHelp help={help.data.help} />}
 */
export function ContextualHelp(props: ContextualHelpProps): ReactNode {
  checkProps('ContextualHelp', props, rules);
  return (
    <Frame>
      <Help {...props} />
    </Frame>
  );
}

function Help({ help, headingLevel = 4, className }: ContextualHelpProps): ReactNode {
  const { t, say } = useWords(helpMessages);
  const heading = useId();
  const Title = `h${headingLevel}` as const;
  const Next = `h${(headingLevel + 1) as 3 | 4 | 5 | 6}` as const;
  const { headline, reasonLabel, shortExplanation, troubleshootingSteps, safeNextAction, links } = help;
  const [shown, reason] = [say(headline), reasonLabel && say(reasonLabel)];
  const drawn = links.filter(hasUrl);
  return (
    <div role="group" className={classNames('ta-help', className)} aria-labelledby={heading}>
      <Title id={heading} className="ta-help-title">
        {t('ui.help.title')}
      </Title>
      <p>
        <strong>{shown}</strong>
        {reason !== null && !isSame(reason, shown) && <span className="ta-quiet"> {reason}</span>}
      </p>
      <p>{say(shortExplanation)}</p>
      {troubleshootingSteps.length > 0 && (
        <ol className="ta-help-steps" aria-label={t('ui.help.steps')}>
          {troubleshootingSteps.map((step) => (
            <li key={`${step.id} ${step.text}`}>{say(step)}</li>
          ))}
        </ol>
      )}
      <Next className="ta-help-title">{t('ui.help.next')}</Next>
      <p>{say(safeNextAction)}</p>
      {drawn.length > 0 && (
        <ul className="ta-help-links" aria-label={t('ui.help.links')}>
          {drawn.map(({ label, url }) => (
            <li key={`${label.id} ${url}`}>
              <a href={url} {...(url.startsWith('https://') ? { target: '_blank', rel: 'noreferrer' } : {})}>
                {say(label)}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function hasUrl(link: HelpLinkView): link is HelpLinkView & { readonly url: string } {
  return link.url !== null;
}

function isSame(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}
