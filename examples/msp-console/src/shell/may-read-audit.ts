/** Whether what a person holds in a workspace opens its audit trail. */
export function mayReadAudit(capabilities: readonly string[]): boolean {
  return capabilities.includes('audit.view') || capabilities.includes('platform.ops.view');
}

/** Whether what an operator holds opens the figures of product usage. */
export function mayReadTelemetry(capabilities: readonly string[]): boolean {
  return capabilities.includes('platform.console.view') || capabilities.includes('platform.ops.view');
}

/** Whether what a person holds in a workspace opens the list of its members. */
export function mayManageMembers(capabilities: readonly string[]): boolean {
  return capabilities.includes('members.manage') || capabilities.includes('platform.directory.manage');
}
