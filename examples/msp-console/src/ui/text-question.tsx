import type { ReactNode, Ref } from 'react';
import { FieldError, Input, Label, Text, TextField } from 'react-aria-components';

/** Properties of {@link TextQuestion}. */
export interface TextQuestionProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** The validation error; null if there is none. */
  readonly problem: string | null;
  /** To put the focus on it. */
  readonly inputRef: Ref<HTMLInputElement>;
  readonly autoFocus?: boolean;
}

/** Asks for one line of text. */
export function TextQuestion(props: TextQuestionProps): ReactNode {
  const { label, hint, value, onChange, problem, inputRef, autoFocus = false } = props;
  return (
    <TextField
      className="field"
      value={value}
      onChange={onChange}
      isInvalid={problem !== null}
      validationBehavior="aria"
      autoComplete="off"
      autoFocus={autoFocus}
    >
      <Label>{label}</Label>
      <Text slot="description" className="quiet">
        {hint}
      </Text>
      <Input ref={inputRef} className="input" spellCheck="false" />
      <FieldError className="field-error">{problem}</FieldError>
    </TextField>
  );
}
