/** What happened at a control, for flags telemetry and alerts; sent when the decision fell, also inside a transaction that is rolled back later. */
export interface ControlEvent {
  readonly name: 'control.blocked' | 'control.changed';
  readonly controlKey: string;
  readonly workspaceId: string | null;
  readonly tenantId: string | null;
}

/** Observes the SDK from outside. It MUST NOT throw; what it throws is logged and ignored. */
export interface Instrumentation {
  /** A control refused something or was changed. */
  control(event: ControlEvent): void;
}

/** Observes nothing; the default. */
export const noInstrumentation: Instrumentation = { control: () => {} };
