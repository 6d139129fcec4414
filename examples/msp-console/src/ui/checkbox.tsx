import type { ReactNode, Ref } from 'react';
import { CheckboxButton, CheckboxField, FieldError } from 'react-aria-components';
import { Icon } from './icons.tsx';

/** Properties of {@link Checkbox}. */
export interface CheckboxProps {
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  /** The validation error; null if there is none. @default null */
  readonly problem?: string | null;
  /** To put the focus on it. */
  readonly inputRef?: Ref<HTMLInputElement | null>;
  readonly children: ReactNode;
}

/** A checkbox with its label and its problem. */
export function Checkbox({ isSelected, onChange, problem = null, inputRef, children }: CheckboxProps): ReactNode {
  return (
    <CheckboxField
      className="checkbox-field"
      isSelected={isSelected}
      onChange={onChange}
      isInvalid={problem !== null}
      validationBehavior="aria"
      {...(inputRef ? { inputRef } : {})}
    >
      <CheckboxButton className="checkbox">
        <span className="checkbox-box" aria-hidden="true">
          <Icon name="check" size={14} />
        </span>
        <span>{children}</span>
      </CheckboxButton>
      <FieldError className="field-error">{problem}</FieldError>
    </CheckboxField>
  );
}
