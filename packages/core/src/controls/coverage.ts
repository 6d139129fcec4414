import { canOperatorHold } from '../access/actor.ts';
import type { RoleTable } from '../access/define-roles.ts';
import type { ControlCatalog } from './catalog.ts';

/** What the coverage check needs to know of an operation. */
export interface CoveredOperation {
  readonly control?: string | undefined;
  readonly risky?: boolean | undefined;
  readonly capability: string | readonly string[];
  readonly planes?: readonly string[] | undefined;
}

/** One gap between the catalogs. */
export interface CoverageGap {
  readonly kind:
    | 'risky_without_control'
    | 'unknown_control'
    | 'control_without_operation'
    | 'operation_not_named'
    | 'never_started';
  readonly key: string;
  /** What is wrong and what to change. */
  readonly text: string;
}

/**
 * Gaps between operations, controls and capabilities, for a host's own test: `expect(atlas.coverage()).toEqual([])`. `roles` is null where the host has its own
 * access policy, which may grant anything.
 *
 * @see docs/guide/operational-controls.md#what-it-does-not-do
 */
export function findCoverageGaps(
  controls: ControlCatalog,
  operations: { readonly [type: string]: CoveredOperation },
  roles: RoleTable | null,
): readonly CoverageGap[] {
  const gaps: CoverageGap[] = [];
  for (const [type, operation] of Object.entries(operations)) {
    const { control, risky } = operation;
    if (!canBeStarted(operation, roles)) gaps.push(gap('never_started', type, neverStarted(type, operation)));
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

/** Whether some role, operator or system actor can start it. */
function canBeStarted({ capability, planes = ['workspace'] }: CoveredOperation, roles: RoleTable | null): boolean {
  const sufficient = typeof capability === 'string' ? [capability] : capability;
  const isGranted = (each: string) => Object.values(roles ?? {}).some((granted) => granted.includes(each));
  return (
    planes.includes('system') ||
    (planes.includes('platform') && sufficient.some(canOperatorHold)) ||
    (planes.includes('workspace') && (roles === null || sufficient.some(isGranted)))
  );
}

function neverStarted(type: string, { capability, planes = ['workspace'] }: CoveredOperation): string {
  const names = (typeof capability === 'string' ? [capability] : capability).map((each) => `"${each}"`).join(' or ');
  const fix = planes.includes('workspace')
    ? 'Add it to a role with defineRoles'
    : 'Rename it to lower-case words joined by dots';
  return `Operation "${type}" needs ${names}, which no role, operator or system actor on its planes can hold. ${fix}.`;
}

function gap(kind: CoverageGap['kind'], key: string, text: string): CoverageGap {
  return { kind, key, text };
}
