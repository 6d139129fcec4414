import { useId, type ReactNode } from 'react';

/** One choice of {@link Segments}. */
export interface Segment<Value extends string> {
  readonly value: Value;
  readonly label: ReactNode;
}

/** Properties of {@link Segments}. */
export interface SegmentsProps<Value extends string> {
  readonly legend: ReactNode;
  readonly options: readonly Segment<Value>[];
  /** The chosen one; null while none is. */
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  /** Ids of texts that explain the choice. */
  readonly describedBy?: string | undefined;
}

/** A choice between a few words in one row. It is a group of radio buttons: arrow keys move in it, and a screen reader says which of how many. */
export function Segments<Value extends string>(props: SegmentsProps<Value>): ReactNode {
  const { legend, options, value, onChange, describedBy } = props;
  const name = useId();
  return (
    <fieldset className="ta-segments-field" aria-describedby={describedBy}>
      <legend>{legend}</legend>
      <div className="ta-segments">
        {options.map((option) => (
          <label key={option.value} className="ta-segment">
            <input type="radio" name={name} checked={value === option.value} onChange={() => onChange(option.value)} />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
