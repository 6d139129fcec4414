import type { OnboardingReadiness, OnboardingSection } from '@tenantatlas/core/browser';
import { useId, type ReactNode } from 'react';
import { isOpenable } from '../base/openable-url.ts';
import { useWords } from '../base/use-words.ts';
import { VerificationReport } from '../connections/verification-report.tsx';
import { onboardingMessages } from './messages.ts';
import { isElsewhere, OnboardingLink } from './onboarding-link.tsx';
import type { OnboardingReadinessProps } from './readiness-props.ts';

type SectionsProps = Pick<OnboardingReadinessProps, 'readiness' | 'headingLevel' | 'canAcknowledge' | 'slots'>;

/** The evidence behind the readiness, each section under its heading once. The answer says which there are. */
export function OnboardingSections(props: SectionsProps): ReactNode {
  const { readiness } = props;
  return readiness.sections.map((section) =>
    section.key === 'supporting_evidence' && linksOf(readiness).length === 0 ? null : (
      <Section key={section.key} {...props} section={section} />
    ),
  );
}

interface SectionProps extends SectionsProps {
  readonly section: OnboardingSection;
}

function Section(props: SectionProps): ReactNode {
  const { section, headingLevel = 2 } = props;
  const { say } = useWords(onboardingMessages);
  const heading = useId();
  const Title = `h${headingLevel}` as const;
  return (
    <section className="ta-onboarding-section" tabIndex={-1} aria-labelledby={heading} data-ta-section={section.key}>
      <Title id={heading} className="ta-part-title">
        {say(section.heading)}
      </Title>
      <Content {...props} />
    </section>
  );
}

function Content({ section, readiness, canAcknowledge = true, slots = {} }: SectionProps): ReactNode {
  switch (section.key) {
    case 'stored_verification': {
      const { report } = readiness.verification;
      const isOpen = readiness.session.status === 'open';
      const { reason } = readiness.blocker;
      return (
        report && (
          <VerificationReport
            report={report}
            canAcknowledge={canAcknowledge && isOpen}
            besides={[reason?.label ?? null, reason?.explanation ?? null]}
            slots={slots.report}
          />
        )
      );
    }
    case 'permission_diagnostics':
      return section.groups.map((group) => <Group key={group.key} group={group} />);
    case 'supporting_evidence':
      return <Links readiness={readiness} slots={slots} />;
  }
}

function Group({ group }: { readonly group: OnboardingSection['groups'][number] }): ReactNode {
  const { say } = useWords(onboardingMessages);
  const heading = useId();
  return (
    <div>
      <p id={heading} className="ta-check-part">
        {say(group.heading)}
      </p>
      <ul className="ta-permission-rows" aria-labelledby={heading}>
        {group.permissions.map((permission) => (
          <li key={permission}>
            <code>{permission}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Links({ readiness, slots = {} }: Pick<SectionsProps, 'readiness' | 'slots'>): ReactNode {
  const { say } = useWords(onboardingMessages);
  const { link: Link = OnboardingLink } = slots;
  return (
    <ul className="ta-help-links">
      {linksOf(readiness).map(({ key, url, label }) => (
        <li key={key}>
          <Link url={url} opensNewTab={isElsewhere(url)}>
            {say(label)}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function linksOf({ supportingLinks }: OnboardingReadiness): OnboardingReadiness['supportingLinks'] {
  return supportingLinks.filter(({ url }) => isOpenable(url));
}
