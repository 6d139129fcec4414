import type { ReactNode } from 'react';
import { Checkbox } from 'react-aria-components';
import { Icon } from './icons.tsx';

/** Properties of {@link Tick}. */
export interface TickProps {
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly children: ReactNode;
}

/** A box to tick. */
export function Tick({ isSelected, onChange, children }: TickProps): ReactNode {
  return (
    <Checkbox className="tick" isSelected={isSelected} onChange={onChange}>
      <span className="tick-box" aria-hidden="true">
        <Icon name="check" size={14} />
      </span>
      <span>{children}</span>
    </Checkbox>
  );
}
