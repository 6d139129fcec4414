import type { ReactNode } from 'react';
import { MissingDialogPart } from '../parts/missing-part.tsx';
import { onDemand } from '../parts/on-demand.tsx';
import { useText } from '../i18n/use-text.ts';
import { zoneName } from '../preferences/time-zones.ts';
import { useChosenZone } from '../preferences/use-chosen-zone.ts';
import { Icon } from '../ui/icons.tsx';

const TimeZoneDialog = onDemand<{ readonly onClose: () => void }>(() => import('./time-zone-dialog.tsx'), {
  Waiting: () => null,
  Missing: MissingDialogPart,
});

/** Properties of {@link TimeZone}. */
export interface TimeZoneProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

/** The dialog in which the time zone is chosen. */
export function TimeZone({ isOpen, onOpenChange }: TimeZoneProps): ReactNode {
  return isOpen && <TimeZoneDialog onClose={() => onOpenChange(false)} />;
}

/** Says on every page that times are not those of the browser, and leads to the choice. */
export function TimeZoneSign({ onPress }: { readonly onPress: () => void }): ReactNode {
  const text = useText();
  const zone = useChosenZone();
  if (zone === null) return null;
  return (
    <button
      type="button"
      className="zone-sign"
      aria-label={text('zone.chosen', { zone: zoneName(zone) })}
      onClick={onPress}
    >
      <Icon name="clock" size={16} />
      <span>{zoneName(zone)}</span>
    </button>
  );
}
