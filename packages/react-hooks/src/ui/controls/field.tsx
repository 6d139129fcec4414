import type { ReactNode } from 'react';

/** Properties of {@link Field}. */
export interface FieldProps {
  readonly id: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A labelled input with what helps to fill it and what is wrong with it, both tied to it by {@link describedBy}. */
export function Field({ id, label, hint, error, aside, children }: FieldProps): ReactNode {
  return (
    <div className="ta-field" data-ta-invalid={error === undefined ? undefined : ''}>
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="ta-quiet">
          {hint}
        </p>
      )}
      {children}
      <div className="ta-field-foot">
        <FieldError id={id} error={error} />
        {aside !== undefined && <span className="ta-quiet">{aside}</span>}
      </div>
    </div>
  );
}

/** The validation error of a field. */
export function FieldError({ id, error }: { readonly id: string; readonly error: string | undefined }): ReactNode {
  return (
    <p id={`${id}-error`} className="ta-field-error" aria-live="polite">
      {error}
    </p>
  );
}

/** The attributes that tie an input to its hint and its error. */
export function describedBy(
  id: string,
  error: string | undefined,
): {
  readonly id: string;
  readonly 'aria-describedby': string;
  readonly 'aria-invalid': true | undefined;
} {
  return { id, 'aria-describedby': `${id}-hint ${id}-error`, 'aria-invalid': error === undefined ? undefined : true };
}
