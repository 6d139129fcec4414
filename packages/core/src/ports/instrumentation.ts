/** What happened at a control, for flags telemetry and alerts; sent when the decision fell, also inside a transaction that is rolled back later. */
export interface ControlEvent {
  readonly name: 'control.blocked' | 'control.changed';
  readonly controlKey: string;
  readonly workspaceId: string | null;
  readonly tenantId: string | null;
}

/** One request to a provider that ended, for a span. It holds no address, id, token or body. */
export interface ProviderRequestEvent {
  readonly name: 'provider.request';
  /** Such as `microsoft`. */
  readonly provider: string;
  /** What was read, in words of the provider's own paths: `GET users`. Nothing of a query, and no part that may be an id. */
  readonly operation: string;
  /** The status of the answer; null where none came. */
  readonly status: number | null;
  /** `refused` is an answer that is not a success, `failed` the lack of a whole answer. */
  readonly outcome: 'answered' | 'refused' | 'failed' | 'aborted';
  /** When it was sent, in milliseconds since 1970. */
  readonly startedAt: number;
  readonly durationMillis: number;
}

/** Observes the SDK from outside. It MUST NOT throw; what it throws is logged and ignored. */
export interface Instrumentation {
  /** A control refused something or was changed. */
  control(event: ControlEvent): void;
  /** A provider was asked; called once for each request, repetitions included. @default not observed */
  request?(event: ProviderRequestEvent): void;
}

/** Observes nothing; the default. */
export const noInstrumentation: Instrumentation = { control: () => {} };
