import { TelemetrySummary, TelemetryTrend } from '@tenantatlas/react-hooks/ui';
import type { ReactNode } from 'react';
import { useText } from '../i18n/use-text.ts';
import { paths } from '../paths.ts';
import { Filters } from '../ui/filters.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { useAddress } from '../ui/use-address.ts';

const windows = ['24h', '7d', '30d'] as const;

/** How much the product is used, over all workspaces. The window is in the address, and all figures of the page are of it. */
export default function TelemetryPage(): ReactNode {
  const text = useText();
  const { value, hrefWith } = useAddress(paths.telemetry);
  const window = windows.find((one) => one === value('window')) ?? '24h';
  return (
    <Page title={text('nav.telemetry')} about={text('usage.about')}>
      <Filters
        label={text('usage.window')}
        filters={windows.map((id) => ({
          id,
          label: text(`usage.window.${id}`),
          href: hrefWith({ window: id === '24h' ? null : id }),
        }))}
        chosen={window}
      />
      <TelemetrySummary window={window} />
      <Section title={text('usage.trend')}>
        <TelemetryTrend window={window} />
      </Section>
    </Page>
  );
}
