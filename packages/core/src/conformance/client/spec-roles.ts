/** The table of spec/foundations, typed out: capability, then readonly, operator, manager, owner. */
const table = `
  workspace.view           x x x x
  tenant.view              x x x x
  operations.view          x x x x
  findings.view            x x x x
  reports.view             x x x x
  review_packs.view        x x x x
  onboarding.view          x x x x
  support_diagnostics.view - x x x
  operations.start         - x x x
  reports.create           - x x x
  review_packs.request     - x x x
  onboarding.manage        - - x x
  connections.manage       - - x x
  findings.maintain        - - x x
  restore.execute          - - x x
  review_packs.include_pii - - x x
  tenants.manage           - - - x
  members.manage           - - - x
  audit.view               - - - x
`;

/** A column of the table. */
export type SpecRole = 'readonly' | 'operator' | 'manager' | 'owner';

/** What each role grants by the specification. */
export const specRoles: { readonly [role in SpecRole]: readonly string[] } = {
  readonly: column(1),
  operator: column(2),
  manager: column(3),
  owner: column(4),
};

function column(index: number): readonly string[] {
  return table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((cells) => cells[index] === 'x')
    .map(([capability]) => capability as string);
}
