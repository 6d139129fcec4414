import type { ControlCatalog } from './catalog.ts';

/** What the coverage check needs to know of an operation. */
export interface CoveredOperation {
  readonly control?: string | undefined;
  readonly risky?: boolean | undefined;
}

/** One gap between the catalogs. */
export interface CoverageGap {
  readonly kind: 'risky_without_control' | 'unknown_control' | 'control_without_operation' | 'operation_not_named';
  readonly key: string;
  /** What is wrong and what to change. */
  readonly text: string;
}

/**
 * Gaps between operations and controls, for a host's own test: `expect(atlas.coverage()).toEqual([])`.
 *
 * @see spec: operational controls, coverage
 */
export function findCoverageGaps(
  controls: ControlCatalog,
  operations: { readonly [type: string]: CoveredOperation },
): readonly CoverageGap[] {
  const gaps: CoverageGap[] = [];
  for (const [type, { control, risky }] of Object.entries(operations)) {
    if (risky && !control)
      gaps.push(
        gap(
          'risky_without_control',
          type,
          `Operation "${type}" is risky but names no control, so it cannot be paused.`,
        ),
      );
    if (!control) continue;
    const definition = controls[control];
    if (!definition)
      gaps.push(
        gap(
          'unknown_control',
          type,
          `Operation "${type}" names the control "${control}", which is not in the catalog.`,
        ),
      );
    else if (!definition.operationTypes.includes(type)) {
      gaps.push(
        gap(
          'operation_not_named',
          type,
          `Control "${control}" does not list "${type}" in operationTypes, so its impact preview leaves it out.`,
        ),
      );
    }
  }
  const named = new Set(Object.values(operations).map(({ control }) => control));
  for (const key of Object.keys(controls)) {
    if (!named.has(key))
      gaps.push(
        gap('control_without_operation', key, `No operation names the control "${key}": pausing it stops nothing.`),
      );
  }
  return gaps;
}

function gap(kind: CoverageGap['kind'], key: string, text: string): CoverageGap {
  return { kind, key, text };
}
