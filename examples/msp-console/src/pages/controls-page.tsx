import { ControlCenter } from '@tenantatlas/react-hooks/ui';
import type { ReactNode } from 'react';
import { useSearch } from 'wouter';
import { useText } from '../i18n/use-text.ts';
import { usePerson } from '../session/use-person.ts';
import { Page } from '../ui/page.tsx';

const manage = 'platform.ops.controls.manage';

/** Operational controls: what is paused, by whom, why, and the way to pause and resume. */
export default function ControlsPage(): ReactNode {
  const text = useText();
  const { capabilities } = usePerson();
  const pause = new URLSearchParams(useSearch()).get('pause');
  return (
    <Page title={text('nav.controls')} about={text('controls.about')}>
      {!capabilities.includes(manage) && <p className="hint">{text('controls.watching')}</p>}
      <ControlCenter key={pause} pause={pause ?? undefined} />
    </Page>
  );
}
