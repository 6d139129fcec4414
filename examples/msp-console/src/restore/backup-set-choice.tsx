import { useAtlas } from '@tenantatlas/react-hooks';
import { useTimeZone } from '@tenantatlas/react-hooks/ui';
import { useState, type ReactNode } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { useText } from '../i18n/use-text.ts';
import { backupSets } from './backup-sets.ts';

/** Properties of {@link BackupSetChoice}. */
export interface BackupSetChoiceProps {
  readonly value: string;
  readonly onChange: (backupSetId: string) => void;
}

/** Which backup to restore from. */
export function BackupSetChoice({ value, onChange }: BackupSetChoiceProps): ReactNode {
  const text = useText();
  const { locale } = useAtlas();
  const [sets] = useState(() => backupSets(new Date()));
  const timeZone = useTimeZone();
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  return (
    <RadioGroup className="field" value={value} onChange={onChange}>
      <Label>{text('restore.set')}</Label>
      <div className="radios">
        {sets.map(({ id, name, takenAt }) => (
          <Radio key={id} value={id} className="radio">
            <span className="radio-dot" aria-hidden="true" />
            <span>
              <span className="radio-name">{text(name)}</span>
              <span className="quiet">{format.format(takenAt)}</span>
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
