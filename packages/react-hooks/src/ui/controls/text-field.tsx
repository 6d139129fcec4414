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
  readonly isRequired?: boolean;
}

/** A reason or a message, with what is left of its length. */
export function TextField({ label, hint, value, onChange, error, isRequired = false }: TextFieldProps): ReactNode {
  const { t } = useWords(controlsMessages);
  const id = useId();
  return (
    <Field
      id={id}
      label={label}
      hint={hint}
      error={error}
      aside={t('ui.field.counter', { count: lengthOf(value), max: reasonBounds.max })}
    >
      <textarea
        {...describedBy(id, error)}
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
