/** One measured figure. Those without a target carry `target: null` and count as met. */
export interface Figure {
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
  readonly target: string | null;
  readonly met: boolean;
}

/** A figure that has to stay at or above a bound. */
export function atLeast(figure: string, value: number, bound: number, unit: string): Figure {
  return { figure, value: rounded(value), unit, target: `>= ${String(rounded(bound))}`, met: value >= bound };
}

/** A figure that has to stay at or below a bound. */
export function atMost(figure: string, value: number, bound: number, unit: string): Figure {
  return { figure, value: rounded(value), unit, target: `<= ${String(rounded(bound))}`, met: value <= bound };
}

/** A figure that has to stay below a bound. */
export function below(figure: string, value: number, bound: number, unit: string): Figure {
  return { figure, value: rounded(value), unit, target: `< ${String(rounded(bound))}`, met: value < bound };
}

/** A count that has to be this very number, most often none. */
export function exactly(figure: string, value: number, wanted: number, unit: string): Figure {
  return { figure, value: rounded(value), unit, target: String(wanted), met: value === wanted };
}

/** A figure that is only reported. */
export function reported(figure: string, value: number, unit: string): Figure {
  return { figure, value: rounded(value), unit, target: null, met: true };
}

/** Figures of the same name are replaced where they stand, new ones follow; all others stay as they were measured. */
export function mergeFigures(kept: readonly Figure[], measured: readonly Figure[]): readonly Figure[] {
  const newest = new Map(kept.map((one) => [one.figure, one]));
  for (const one of measured) newest.set(one.figure, one);
  return [...newest.values()];
}

/** Counts stay exact; measurements are rounded to four digits. */
function rounded(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(4));
}
