import { assertActor, type Actor } from './access/actor.ts';
import type { Explanation } from './access/explain.ts';
import type { MethodName } from './access/matrix.ts';
import { shieldedInstrumentation } from './access/shielded-instrumentation.ts';
import { shieldedLogger } from './access/shielded-logger.ts';
import { createConnectionWatch } from './access/connection-watch.ts';
import {
  inMethod,
  notedPeople,
  requestSources,
  type Caller,
  type Environment,
  type RequestSource,
} from './access/environment.ts';
import { defineRoles, roleTable, type RoleExtensions } from './access/define-roles.ts';
import { checkAtlasOptions } from './atlas-options.ts';
import type { AuditActionCatalog } from './ports/audit-actions.ts';
import { recordHostEntry, type HostAudit, type HostEntryContext } from './audit/host-audit.ts';
import {
  checkReferences,
  mergeAuditActions,
  mergeControls,
  mergeEvents,
  mergeOperations,
  mergeProviders,
  mergeTopics,
  type HostCatalogs,
} from './catalogs.ts';
import type { BuiltInCatalogs, CatalogsOf, CatalogTypes } from './catalog-types.ts';
import type { AtlasClient } from './client.ts';
import type { ControlCatalog } from './controls/catalog.ts';
import { completeConsent, type CompleteConsentOptions } from './connections/complete-consent.ts';
import type { ConsentCompletion } from './connections/consent-view.ts';
import { findCoverageGaps, type CoverageGap } from './controls/coverage.ts';
import { guarded, type GuardContext, type GuardError } from './controls/guard.ts';
import { createControlSnapshot, type ControlSnapshot, type SnapshotSource } from './controls/snapshot.ts';
import { systemClock, type Clock } from './kernel/clock.ts';
import { uuidGenerator, type IdGenerator } from './kernel/id-generator.ts';
import type { StorageFailure } from './kernel/errors.ts';
import type { ResultAsync } from './kernel/result.ts';
import { optionChecks } from './kernel/options.ts';
import { timers } from './kernel/timers.ts';
import { knowledgeBase, type KnowledgeBase } from './knowledge/base.ts';
import { findHelpGaps, type HelpGap, type HostCodes } from './knowledge/coverage.ts';
import { knowledgeSetup, type KnowledgeOptions } from './knowledge/knowledge-options.ts';
import type { KnowledgeSourceOptions } from './knowledge/source.ts';
import type { Maintenance } from './maintenance/client.ts';
import { maintenanceMethods } from './maintenance/methods.ts';
import { createMemoryStorage } from './memory/index.ts';
import { atlasMethods, type MethodDescriptions, type RequestSchemas } from './methods.ts';
import type { AccessPolicy } from './ports/access-policy.ts';
import type { CredentialSource } from './ports/credential-source.ts';
import type { DirectoryProvider, URLSearchParamsLike } from './ports/directory-provider.ts';
import { noInstrumentation, type Instrumentation } from './ports/instrumentation.ts';
import { silentLogger, type Logger } from './ports/logger.ts';
import type { RestoreExecutor } from './ports/restore-executor.ts';
import type { Scheduler } from './ports/scheduler.ts';
import type { BoundStorage, Storage } from './ports/storage.ts';
import type { OperationCatalog } from './runs/definition.ts';
import type { EventCatalog } from './telemetry/catalog.ts';
import { writeDataSheet, type UsageDataSheetOptions } from './telemetry/data-sheet-text.ts';
import { eventReaders } from './telemetry/event-readers.ts';
import { createFoldLoop } from './telemetry/fold.ts';
import { adderOf, usageRecords } from './telemetry/record.ts';
import { createUsageRecorder } from './telemetry/recorder.ts';
import type { UsageRecords } from './telemetry/records.ts';
import { connectionCheckOperations } from './verification/operation.ts';
import { createWorker, inProcess, type Dispatcher, type Worker } from './runs/worker.ts';

/** What an atlas is made of. Everything is optional: without storage it keeps its rows in memory. */
export interface AtlasOptions<
  Controls extends readonly ControlCatalog[],
  Operations extends readonly OperationCatalog[],
  Restore extends RestoreExecutor | null | undefined = null,
  Actions extends readonly AuditActionCatalog[] = [],
  Transaction = unknown,
  Events extends readonly EventCatalog[] = [],
> {
  /** @default memory; lost with the process */
  readonly storage?: Storage<Transaction> | undefined;
  /** The host's own controls, operations, audit actions and events. */
  readonly catalogs?: HostCatalogs<Controls, Operations, Actions, Events> | undefined;
  /** Who is who, decided by the host. @default the built-in policy on stored memberships */
  readonly access?: AccessPolicy | undefined;
  /** Capabilities of the host that the built-in roles have as well, from `defineRoles`. Not together with `access`. @default none */
  readonly roles?: RoleExtensions | undefined;
  /**
   * Executes restores. It brings the operation `restore.execute`, the control of that name and its surface; without it the atlas has none of them, also not
   * in its types. `simulatedRestore()` is for demonstrations.
   *
   * @default none: nothing restores here
   */
  readonly restore?: Restore | undefined;
  /**
   * The directories that connections can reach, such as `createGraphProvider(...)` of `@tenantatlas/graph-provider`: one adapter for each provider. They bring the
   * operation `provider.connection.check`.
   *
   * @default none: no connection can be made
   */
  readonly providers?: readonly DirectoryProvider[] | undefined;
  /** The host's secret store, where connections name credentials of their own. @default none: a named credential is missing */
  readonly credentials?: CredentialSource | undefined;
  /**
   * How tenants give consent to a connection. `redirectUri` is where a provider sends an administrator back to: the address of the route `/consent/callback` as browsers
   * reach it, registered at the provider in the same spelling.
   *
   * @default none: `connections.consentUrl` is refused
   */
  readonly consent?: ConsentOptions | undefined;
  /** @default inProcess() */
  readonly dispatcher?: Dispatcher | undefined;
  /** @default the machine's clock */
  readonly clock?: Clock | undefined;
  /** @default UUID version 7 */
  readonly ids?: IdGenerator | undefined;
  /** @default silent */
  readonly logger?: Logger | undefined;
  /** @default none */
  readonly instrumentation?: Instrumentation | undefined;
  /** @default the platform's timers */
  readonly scheduler?: Scheduler | undefined;
  /** Where the links of help lead, and what its topics say. @default the topics as they are, without links that depend on a tenant */
  readonly knowledge?: KnowledgeOptions | undefined;
}

/** How tenants give consent. */
export interface ConsentOptions {
  /** An absolute https address, or one of loopback, without a fragment and without a parameter `state`, which a provider adds. */
  readonly redirectUri: string;
}

/** Options of one caller. */
export interface CallerOptions {
  /** Where the caller's requests come from; goes into audit entries. @default 'api' */
  readonly source?: RequestSource | undefined;
}

/** What an atlas offers inside a transaction as well. */
export interface AtlasInTransaction<Catalogs extends CatalogTypes, Transaction = unknown> extends UsageRecords<
  Catalogs['events']
> {
  /** Everything that `actor` can do. Throws an invariant unless `actor` is an actor, and for a source that does not exist. */
  as(actor: Actor, options?: CallerOptions): AtlasClient<Catalogs>;

  /** The audit trail for the host's own actions. */
  readonly audit: HostAudit<Catalogs['entries']>;

  /**
   * Says how a call would be decided: every step of the order of refusal with its verdict and true reason, also after the first refusal where that can be judged.
   * Asks the same functions as the call, takes no locks, runs nothing and writes nothing. In process only: it tells what a `not_found` hides, so do not send it to
   * a browser. Throws an invariant for a method that does not exist.
   *
   * @example
   * const { refusal } = orThrow(await atlas.explain(bo, 'tenants.get', { workspaceId: 'w-1', tenantId: 't-2' }));
   * console.log(refusal?.step, refusal?.reason); // entitlement entitlement
   */
  explain(actor: Actor, method: MethodName, request?: unknown): ResultAsync<Explanation, StorageFailure>;

  /**
   * Runs a host's own work under a control: `work` starts only when no pause applies, and a pause that returns afterwards has waited for
   * it. `work` runs inside one transaction; keep it short and call no provider in it. When it rejects, everything is rolled back and the
   * rejection is passed on.
   *
   * @example
   * const sent = await atlas.guard('acme.mass_mail', { actor: bo, workspaceId: 'w-1', capability: 'operations.start' }, async (tx) => {
   *   await tx.transaction.query('insert into outbox ...');
   * });
   */
  guard<T>(
    control: Catalogs['controls'],
    context: GuardContext<Catalogs['entries']>,
    work: (tx: BoundAtlas<Catalogs, Transaction>) => Promise<T>,
  ): ResultAsync<T, GuardError>;
}

/** An atlas bound to one transaction: its writes are committed or rolled back with it. */
export interface BoundAtlas<Catalogs extends CatalogTypes, Transaction = unknown> extends AtlasInTransaction<
  Catalogs,
  Transaction
> {
  /** The driver's own transaction (a pg client, a postgres.js `sql`, a PGlite transaction), for the host's statements. */
  readonly transaction: Transaction;
}

/** The SDK, composed. */
export interface Atlas<
  Catalogs extends CatalogTypes = BuiltInCatalogs,
  Transaction = unknown,
> extends AtlasInTransaction<Catalogs, Transaction> {
  /** The storage that the atlas works on; the command line finds it here when a configuration file exports the atlas. */
  readonly storage: Storage<Transaction>;
  /** Control state in memory, for displays and pre-checks. A start never relies on it. */
  readonly snapshot: ControlSnapshot<Catalogs['controls']>;
  /** Retention and erasure. Not offered inside a host's transaction, whose login may not delete. */
  readonly maintenance: Maintenance;
  /**
   * Takes the answer that a provider sent an administrator back with: the query parameters of the callback, such as a `URLSearchParams`. Needs no session, and answers
   * one of `consentOutcomes` in words that reveal nothing about any workspace. It may be called any number of times: one call counts. The parameters hold the secret of
   * the request, so keep them out of logs. `createAtlasHandler` of `@tenantatlas/http` serves it under `/consent/callback`.
   *
   * @example
   * const { outcome, message } = orThrow(await atlas.completeConsent(new URL(request.url).searchParams));
   */
  completeConsent(
    parameters: URLSearchParamsLike,
    options?: CompleteConsentOptions,
  ): ResultAsync<ConsentCompletion, StorageFailure>;
  /** Works queued operations off in this process, and folds the counts of product usage. */
  readonly worker: Worker;
  /** Binds to a transaction that the host has opened with the storage's own driver. Its end stays with the host. */
  withTransaction(hostTransaction: Transaction): BoundAtlas<Catalogs, Transaction>;
  /**
   * Gaps between operations, controls and capabilities; empty when every risky operation can be paused, and every operation can be started by some role, operator or
   * system actor. For a host's own test.
   */
  coverage(): readonly CoverageGap[];
  /**
   * Codes without a help topic that are not listed as deliberately without one: those of the SDK, of `catalogs.reasons`, and `hostCodes`, where each code has its topic, or
   * null for none on purpose. For a host's own test.
   *
   * @example
   * const gaps = atlas.helpGaps({ 'acme.quota_exceeded': 'connection-unhealthy' });
   * console.log(gaps.length); // 0
   */
  helpGaps(hostCodes?: HostCodes): readonly HelpGap[];
  /**
   * Everything that help says, in one language, as data: the topics with the texts and links of the host, the canonical terms, and the reason codes of the SDK and of the
   * host. It is made of the catalogs alone: nothing is read for it, and it has nothing of any tenant. For exports, and for `createMcpHandler` of `@tenantatlas/http/mcp`.
   *
   * @example
   * const { source, headings, glossary, reasons, errors } = atlas.knowledgeBase({ locale: 'de', audience: 'customer' });
   */
  knowledgeBase(options?: Omit<KnowledgeSourceOptions, 'texts'>): KnowledgeBase;
  /**
   * Every method of this atlas's clients, with what it takes, what it answers and why it can be refused: for descriptions such as OpenAPI. The schemas are
   * those that judge the requests; inputs of operations are described and judged one by one.
   *
   * @example
   * const { summary, answer } = atlas.methods()['workspaces.get'];
   * z.toJSONSchema(answer, { metadata: answerParts });
   */
  methods(): MethodDescriptions;
  /**
   * What is recorded of the use of the product, why, how long, and who sees it: the events of the SDK and of the host, for a record of processing or a customer who asks.
   * Nothing is read for it. The same catalog and options make the same bytes. Throws an invariant for an option that cannot be.
   *
   * @example
   * await writeFile('product-usage.md', atlas.usageDataSheet({ retentionDays: 30 }));
   */
  usageDataSheet(options?: UsageDataSheetOptions): string;
  /** What each method of this atlas's clients takes, as zod schemas: for descriptions such as OpenAPI, and for forms. */
  requestSchemas(): RequestSchemas;
  /** Stops the worker and the snapshot, waits for the events that were accepted, and closes the storage it was given. Calling it again changes nothing. */
  close(): Promise<void>;
}

/**
 * Composes an atlas. There is no global state: two atlases in one process are independent. Throws an invariant for an option that does not exist and for
 * catalogs that do not fit together.
 *
 * @example
 * const atlas = createTenantAtlas();
 * const operator = atlas.as(platformOperator({ id: 'op-1', label: 'Ada', capabilities: ['platform.access_system_panel', 'platform.ops.view'] }));
 */
export function createTenantAtlas<
  // Without a default: the compiler then takes the parameters of an executor written in place from the constraint.
  Restore extends RestoreExecutor | null | undefined,
  const Controls extends readonly ControlCatalog[] = [],
  const Operations extends readonly OperationCatalog[] = [],
  const Actions extends readonly AuditActionCatalog[] = [],
  Transaction = unknown,
  const Events extends readonly EventCatalog[] = [],
>(
  options: AtlasOptions<Controls, Operations, Restore, Actions, Transaction, Events> = {},
): Atlas<CatalogsOf<Controls, Operations, Restore, Actions, Events>, Transaction> {
  checkAtlasOptions(options);
  const restore = options.restore ?? null;
  const controls = mergeControls(options.catalogs?.controls ?? [], restore);
  const scheduler = options.scheduler ?? timers;
  const providers = {
    ...mergeProviders(options.providers ?? [], options.catalogs ?? {}),
    credentials: options.credentials ?? null,
  };
  const operations = mergeOperations(
    options.catalogs?.operations ?? [],
    restore,
    providers.providers.length > 0
      ? connectionCheckOperations(providers, () => inMethod(environment, 'connections.check'), scheduler)
      : null,
  );
  checkReferences(controls, operations);
  const events = mergeEvents(options.catalogs?.events ?? []);
  const knowledge = knowledgeSetup(
    mergeTopics(options.catalogs?.topics ?? []),
    providers.reasons,
    options.knowledge ?? {},
  );
  const roles = roleTable(options.roles === undefined ? {} : defineRoles(options.roles));

  const storage: Storage<Transaction> = options.storage ?? (createMemoryStorage() as Storage<Transaction>);
  const logger = shieldedLogger(options.logger ?? silentLogger);
  const environment: Environment = {
    storage,
    isBound: false,
    method: 'atlas',
    connections: createConnectionWatch(storage, scheduler, logger),
    clock: options.clock ?? systemClock,
    ids: options.ids ?? uuidGenerator,
    logger,
    instrumentation: shieldedInstrumentation(options.instrumentation ?? noInstrumentation, logger),
    policy: options.access ?? null,
    auditActions: mergeAuditActions(options.catalogs?.auditActions ?? []),
    roles,
    notedPeople: notedPeople(),
  };
  const worker = createWorker(
    inMethod(environment, 'worker'),
    operations,
    options.dispatcher ?? inProcess(),
    scheduler,
  );
  const fold = createFoldLoop({ ...inMethod(environment, 'telemetry.fold'), scheduler });
  const setup = {
    ...providers,
    consent: { redirectUri: options.consent?.redirectUri ?? null, scheduler },
    controls,
    events,
    knowledge: { ...knowledge, scheduler },
    catalog: operations,
    controlLabel: (key: string) => controls[key]?.label ?? key,
    onQueued: worker.wake,
    onCancelled: worker.abort,
  };
  const methods = atlasMethods(setup);
  const recorder = createUsageRecorder(adderOf(inMethod(environment, 'record')), logger);
  const recording = { readers: eventReaders(events), recorder, isInside: () => storage.isInside() };

  type Catalogs = CatalogsOf<Controls, Operations, Restore, Actions, Events>;
  const clientIn = (inside: Environment, actor: Actor, callerOptions: CallerOptions = {}): AtlasClient<Catalogs> => {
    const check = optionChecks('atlas.as');
    check.names(callerOptions, ['source']);
    check.oneOf('source', callerOptions.source, requestSources);
    const { source = 'api' } = callerOptions;
    const caller: Caller = { actor: assertActor(actor), source };
    return methods.clientFor(inside, caller);
  };
  const within = (inside: Environment): AtlasInTransaction<Catalogs, Transaction> => ({
    as: (actor, callerOptions) => clientIn(inside, actor, callerOptions),
    audit: Object.freeze({ record: (request: HostEntryContext) => recordHostEntry(inside, request) }),

    ...usageRecords(inside, recording),
    explain: (actor, method, request) =>
      methods.explain(inside, { actor: assertActor(actor), source: 'api' }, method, request),
    guard: (control, context, work) =>
      guarded(inside, controls, control, context, boundWork(work)).map((answer) => {
        if (!inside.isBound) worker.wake();
        return answer;
      }),
  });
  const boundWork = <T>(work: (bound: BoundAtlas<Catalogs, Transaction>) => Promise<T>) =>
    typeof work === 'function' ? (bound: BoundStorage) => work(bind(bound)) : null;
  // The storage made it, so that its transaction is of the storage's driver.
  const bind = (bound: BoundStorage): BoundAtlas<Catalogs, Transaction> =>
    Object.freeze({
      ...within({ ...environment, storage: bound, isBound: true }),
      transaction: bound.handle as Transaction,
    });

  const snapshot = createControlSnapshot(Object.keys(controls), {
    source: snapshotSource(inMethod(environment, 'snapshot').storage),
    clock: environment.clock,
    logger: environment.logger,
    scheduler,
  });
  const snapshotStops = new Set<() => void>();
  const stopWorker = async (): Promise<void> => {
    await Promise.all([worker.stop(), fold.stop()]);
  };
  const close = async (): Promise<void> => {
    for (const stop of snapshotStops) stop();
    await stopWorker();
    await recorder.close();
    await storage.close();
  };
  let closing: Promise<void> | null = null;

  return Object.freeze({
    ...within(environment),
    storage,
    maintenance: maintenanceMethods(environment),
    completeConsent: (parameters: URLSearchParamsLike, callOptions: CompleteConsentOptions = {}) => {
      optionChecks('atlas.completeConsent').names(callOptions, ['signal']);
      return completeConsent(environment, setup, parameters, callOptions);
    },
    snapshot: {
      ...snapshot,
      start: async () => {
        const stop = await snapshot.start();
        snapshotStops.add(stop);
        return () => {
          snapshotStops.delete(stop);
          stop();
        };
      },
    },
    worker: {
      start() {
        worker.start();
        fold.start();
      },
      stop: stopWorker,
      idle: () => worker.idle(),
    },
    withTransaction: (hostTransaction: Transaction) => bind(storage.bind(hostTransaction)),
    helpGaps: (hostCodes?: HostCodes) => findHelpGaps(knowledge.topics, knowledge.reasons, hostCodes),
    knowledgeBase: (sourceOptions = {}) => knowledgeBase({ ...sourceOptions, texts: knowledge.texts }, knowledge),
    coverage: () => findCoverageGaps(controls, operations, options.access ? null : roles),
    methods: methods.descriptions,
    usageDataSheet: (sheetOptions = {}) => writeDataSheet(events, sheetOptions),
    requestSchemas: methods.requestSchemas,
    close: () => (closing ??= close()),
  });
}

/** Each read is a separate unit: the snapshot never holds locks. */
function snapshotSource(storage: Environment['storage']): SnapshotSource {
  const scope = { plane: 'platform', actor: null } as const;
  return {
    epoch: () => storage.unit(scope, (unit) => unit.activations.epoch()),
    load: (now) => storage.unit(scope, (unit) => unit.activations.snapshot(now)),
  };
}
