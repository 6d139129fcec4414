import { useAtlas } from '@tenantatlas/react-hooks';
import { useState, type ReactNode } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { useText } from '../i18n/use-text.ts';
import { prefer, usePreferences } from '../preferences/preferences.ts';
import { chosenZone, hasOwnZone, withZone, zoneName, zonesByRegion } from '../preferences/time-zones.ts';
import { Checkbox } from '../ui/checkbox.tsx';
import { DialogActions } from '../ui/dialog-actions.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { usePlane } from './use-plane.ts';

const choices = ['browser', 'utc', 'other'] as const;
type Choice = (typeof choices)[number];

function choiceOf(zone: string | null): Choice {
  if (zone === null) return 'browser';
  return zone === 'UTC' ? 'utc' : 'other';
}

/** In which time zone instants are shown: everywhere, or in this workspace only. */
export default function TimeZoneDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const text = useText();
  const preferences = usePreferences();
  const { workspaceId, name } = usePlane();
  const [ofBrowser] = useState(() => new Intl.DateTimeFormat().resolvedOptions().timeZone);
  const now = chosenZone(preferences, workspaceId);
  const [choice, setChoice] = useState(choiceOf(now));
  const [other, setOther] = useState(choiceOf(now) === 'other' ? (now ?? ofBrowser) : ofBrowser);
  const [isOnlyHere, setOnlyHere] = useState(hasOwnZone(preferences, workspaceId));
  const chosen = { browser: null, utc: 'UTC', other }[choice];
  return (
    <Dialog title={text('zone.title')} onClose={onClose} isBusy={false}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          prefer(withZone(preferences, chosen, workspaceId, isOnlyHere));
          onClose();
        }}
      >
        <RadioGroup className="field" value={choice} onChange={(value) => setChoice(value as Choice)}>
          <Label>{text('zone.about')}</Label>
          <div className="radios">
            {choices.map((one) => (
              <Radio key={one} value={one} className="radio">
                <span className="radio-dot" aria-hidden="true" />
                <span>
                  <span className="radio-name">{text(`zone.${one}`)}</span>
                  {one === 'browser' && <span className="quiet">{zoneName(ofBrowser)}</span>}
                </span>
              </Radio>
            ))}
          </div>
        </RadioGroup>
        {choice === 'other' && (
          <label className="field">
            <span>{text('zone.name')}</span>
            <select className="input" value={other} onChange={({ target }) => setOther(target.value)}>
              <Zones chosen={other} />
            </select>
          </label>
        )}
        <p className="quiet" role="status">
          {text('zone.now', { time: useTimeIn(chosen) })}
        </p>
        {workspaceId !== null && (
          <Checkbox isSelected={isOnlyHere} onChange={setOnlyHere}>
            {text('zone.only_here', { name: name ?? workspaceId })}
          </Checkbox>
        )}
        <DialogActions submit={text('zone.save')} isBusy={false} onClose={onClose} />
      </form>
    </Dialog>
  );
}

/** Browsers list a zone under one of its names: a chosen one of another name stands before them. */
function Zones({ chosen }: { readonly chosen: string }): ReactNode {
  const [regions] = useState(zonesByRegion);
  const isListed = regions.some(([, names]) => names.includes(chosen));
  return (
    <>
      {!isListed && <option value={chosen}>{zoneName(chosen)}</option>}
      {regions.map(([region, names]) => (
        <optgroup key={region} label={region}>
          {names.map((name) => (
            <option key={name} value={name}>
              {zoneName(name)}
            </option>
          ))}
        </optgroup>
      ))}
    </>
  );
}

/** What the clocks of a zone show when the dialog is opened. */
function useTimeIn(zone: string | null): string {
  const { locale } = useAtlas();
  const [openedAt] = useState(() => Date.now());
  const format = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone: zone ?? undefined,
  });
  return format.format(openedAt);
}
