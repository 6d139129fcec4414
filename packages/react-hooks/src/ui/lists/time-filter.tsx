import type { ReactNode } from 'react';
import { aFunction, checkProps, type PropRules } from '../../provider/check-props.ts';
import { oneOf } from '../base/prop-rules.ts';
import { useWords } from '../base/use-words.ts';
import { FilterSelect } from './filter-select.tsx';
import { isListTime, listTimes, type ListTime } from './list-time.ts';
import { listsMessages } from './messages.ts';

/** Properties of {@link TimeFilter}. */
export interface TimeFilterProps {
  /** Null for all time. */
  readonly value: ListTime | null;
  readonly onChange: (value: ListTime | null) => void;
}

const rules: PropRules<TimeFilterProps> = () => ({
  value: oneOf(listTimes, 'null for all time'),
  onChange: aFunction('(time) => setTime(time)'),
});

/**
 * Narrows a list to a time range. Keep the choice in the address, so that it can be shared and survives Back.
 *
 * @example
 * <TimeFilter value={time} onChange={setTime} />
 * <OperationsList workspaceId="w-1" {...(time ? { time } : {})} />
 */
export function TimeFilter(props: TimeFilterProps): ReactNode {
  checkProps('TimeFilter', props, rules);
  const { value, onChange } = props;
  const { t } = useWords(listsMessages);
  return (
    <FilterSelect
      label={t('ui.time')}
      all={t('ui.time.any')}
      options={listTimes.map((time) => ({ value: time, label: t(`ui.time.${time}`) }))}
      value={value}
      onChange={(time) => onChange(isListTime(time) ? time : null)}
    />
  );
}
