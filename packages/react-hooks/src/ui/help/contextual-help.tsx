import type { ContextualHelpView, HelpLinkView, Sentence } from '@tenantatlas/core/browser';
import { useId, type ComponentType, type ReactNode } from 'react';
import { checkProps, oneOf, optional, type PropRules } from '../../provider/check-props.ts';
import { Frame } from '../base/atlas-root.tsx';
import { isOpenable } from '../base/openable-url.ts';
import { classNames } from '../base/class-names.ts';
import { answer, className as classNameRule, list, slots as slotRules } from '../base/prop-rules.ts';
import { useWords } from '../base/use-words.ts';
import { helpMessages } from './messages.ts';

/** Properties of what draws one link of help. */
export interface HelpLinkProps {
  /** The link as it was answered, with the name of its resolver. */
  readonly link: HelpLinkView;
  /** Where it leads: https, mailto, or a path of the page's own origin. */
  readonly url: string;
  /** What it says. */
  readonly children: ReactNode;
}

/** What a host can replace of {@link ContextualHelp}. */
export interface ContextualHelpSlots {
  /** A link, for instance one of the router of the page. @default an anchor */
  readonly link: ComponentType<HelpLinkProps>;
}

/** Properties of {@link ContextualHelp}. */
export interface ContextualHelpProps {
  /** The help of `useContextualHelp`. */
  readonly help: ContextualHelpView;
  /** The level of the first heading; the second is one below. @default 4 */
  readonly headingLevel?: 2 | 3 | 4 | 5 | undefined;
  /** Sentences that the view shows already: help does not repeat them. @default none */
  readonly besides?: readonly (Sentence | null)[] | undefined;
  readonly slots?: Partial<ContextualHelpSlots> | undefined;
  readonly className?: string | undefined;
}

const rules: PropRules<ContextualHelpProps> = () => ({
  help: answer('the help of useContextualHelp'),
  headingLevel: optional(oneOf(2, 3, 4, 5)),
  besides: optional(list, 'for none'),
  slots: slotRules('link'),
  className: classNameRule,
});

/**
 * Help beside a problem: what it means, steps, the safe next action, and where to read more. Show it once in a view. A reason that says the same as the headline is left
 * out, and so is a link without an address, or with one that a page must not open. The code of a reason is for machines and is not shown.
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

function Help({ help, headingLevel = 4, besides = [], slots = {}, className }: ContextualHelpProps): ReactNode {
  const { t, say } = useWords(helpMessages);
  const heading = useId();
  const Title = `h${headingLevel}` as const;
  const Next = `h${(headingLevel + 1) as 3 | 4 | 5 | 6}` as const;
  const { troubleshootingSteps, safeNextAction, links } = help;
  const headline = say(help.headline);
  const told = [headline, ...besides.flatMap((one) => (one ? [say(one)] : []))];
  const unlessTold = (sentence: Sentence | null): string | null => {
    const text = sentence && say(sentence);
    return text !== null && told.some((one) => isSame(one, text)) ? null : text;
  };
  const [reason, explanation] = [unlessTold(help.reasonLabel), unlessTold(help.shortExplanation)];
  const Link = slots.link ?? Anchor;
  const drawn = links.filter(hasUrl);
  return (
    <div role="group" className={classNames('ta-help', className)} aria-labelledby={heading}>
      <div className="ta-help-what">
        <Title id={heading} className="ta-help-title">
          {t('ui.help.title')}
        </Title>
        <p>
          <strong>{headline}</strong>
          {reason !== null && (
            <>
              {' · '}
              <span className="ta-quiet">{reason}</span>
            </>
          )}
        </p>
        {explanation !== null && <p>{explanation}</p>}
        {troubleshootingSteps.length > 0 && (
          <ol className="ta-help-steps" aria-label={t('ui.help.steps')}>
            {troubleshootingSteps.map((step) => (
              <li key={`${step.id} ${step.text}`}>{say(step)}</li>
            ))}
          </ol>
        )}
      </div>
      <div className="ta-help-next">
        <Next className="ta-help-title">{t('ui.help.next')}</Next>
        <p>{say(safeNextAction)}</p>
        {drawn.length > 0 && (
          <ul className="ta-help-links" aria-label={t('ui.help.links')}>
            {drawn.map((link) => (
              <li key={`${link.label.id} ${link.url}`}>
                <Link link={link} url={link.url}>
                  {say(link.label)}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

function Anchor({ url, children }: HelpLinkProps): ReactNode {
  const { t } = useWords(helpMessages);
  const isElsewhere = url.startsWith('https://');
  return (
    <a href={url} {...(isElsewhere ? { target: '_blank', rel: 'noreferrer' } : {})}>
      {children}
      {isElsewhere && <span className="ta-hidden"> {t('ui.new_tab')}</span>}
    </a>
  );
}

function hasUrl(link: HelpLinkView): link is HelpLinkView & { readonly url: string } {
  return isOpenable(link.url);
}

function isSame(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}
