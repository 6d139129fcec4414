/** How many requests there were. An item of a batch counts as a request; the batch itself is counted beside them. */
export interface SimulatorCounters {
  readonly graph: number;
  readonly login: number;
  readonly batches: number;
  readonly throttled: number;
  readonly faults: number;
  /** By resource, such as `users` or `roleManagement/directory/roleAssignments`. */
  readonly byKind: Readonly<Record<string, number>>;
  /** By id of the tenant. */
  readonly byTenant: Readonly<Record<string, { readonly graph: number; readonly throttled: number }>>;
}

/** Counts requests. */
export interface Counters {
  add(name: 'login' | 'batches' | 'faults'): void;
  addGraph(tenantId: string, kind: string, isThrottled: boolean): void;
  read(): SimulatorCounters;
  reset(): void;
}

/** Counters that start at 0. */
export function createCounters(): Counters {
  const plain = { login: 0, batches: 0, faults: 0, graph: 0, throttled: 0 };
  const kinds = new Map<string, number>();
  const tenants = new Map<string, { graph: number; throttled: number }>();
  return {
    add(name) {
      plain[name] += 1;
    },
    addGraph(tenantId, kind, isThrottled) {
      const tenant = tenants.get(tenantId) ?? { graph: 0, throttled: 0 };
      tenants.set(tenantId, tenant);
      for (const count of [plain, tenant]) {
        count.graph += 1;
        count.throttled += isThrottled ? 1 : 0;
      }
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    },
    read: () => ({
      ...plain,
      byKind: Object.fromEntries(kinds),
      byTenant: Object.fromEntries([...tenants].map(([id, counts]) => [id, { ...counts }])),
    }),
    reset() {
      Object.assign(plain, { login: 0, batches: 0, faults: 0, graph: 0, throttled: 0 });
      kinds.clear();
      tenants.clear();
    },
  };
}
