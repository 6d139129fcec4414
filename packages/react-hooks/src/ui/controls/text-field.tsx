import { reasonBounds } from '@tenantatlas/core/browser';
import { useId, type ReactNode } from 'react';
import { useWords } from '../base/use-words.ts';
import { lengthOf } from './draft.ts';
import { describedBy, Field } from './field.tsx';
import { controlsMessages } from './messages.ts';

/** Properties of {@link TextField}. */
export interface TextFieldProps {
  readonly label: ReactNode;
  readonly hint: ReactNode;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly error: string | undefined;
  readonly isRequired?: boolean | undefined;
}

/** A reason or a message. Its length is shown when it nears the limit, and a text that is too long says so at once. */
export function TextField({ label, hint, value, onChange, error, isRequired = false }: TextFieldProps): ReactNode {
  const { t } = useWords(controlsMessages);
  const id = useId();
  const count = lengthOf(value);
  const tooLong = count > reasonBounds.max ? t('ui.field.too_long', { count, max: reasonBounds.max }) : undefined;
  const shown = error ?? tooLong;
  const isNear = count > reasonBounds.max * 0.8;
  return (
    <Field
      id={id}
      label={label}
      hint={hint}
      error={shown}
      aside={isNear ? t('ui.field.counter', { count, max: reasonBounds.max }) : undefined}
    >
      <textarea
        {...describedBy(id, shown)}
        className="ta-input"
        dir="auto"
        rows={2}
        value={value}
        aria-required={isRequired || undefined}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}
