import { bigint, jsonb, pgTable, timestamp, varchar } from 'drizzle-orm/pg-core';
import { kinds, type GivenEvent } from './events.ts';

/** The table that a host writes by hand: ids are numbers, names are texts, and each question has its index. */
export const createPlainTable = `create table plain_events (
    id bigint generated always as identity primary key,
    workspace_id bigint not null,
    tenant_id bigint not null,
    user_id bigint not null,
    event_name varchar(120) not null,
    feature_area varchar(60) not null,
    subject_type varchar(120) not null,
    subject_id varchar(120) not null,
    metadata jsonb not null,
    occurred_at timestamptz(3) not null,
    recorded_at timestamptz(3) not null
  );
  ${plainIndexes().join(';\n  ')};`;

/** Its indexes: by workspace, by name and by time. */
function plainIndexes(): readonly string[] {
  return [
    'create index plain_events_by_workspace on plain_events (workspace_id, occurred_at)',
    'create index plain_events_by_name on plain_events (event_name, occurred_at)',
    'create index plain_events_by_time on plain_events (occurred_at)',
  ];
}

/** The columns that an insertion names, in the order of {@link plainRow}. */
export const plainColumns = [
  'workspace_id',
  'tenant_id',
  'user_id',
  'event_name',
  'feature_area',
  'subject_type',
  'subject_id',
  'metadata',
  'occurred_at',
  'recorded_at',
] as const;

/** The types of {@link plainColumns}. */
export const plainTypes = [
  'bigint',
  'bigint',
  'bigint',
  'text',
  'text',
  'text',
  'text',
  'jsonb',
  'timestamptz',
  'timestamptz',
] as const;

const areas = new Map<string, string>(kinds.map(({ eventName, featureArea }) => [eventName, featureArea]));

/** An event as texts, one for each column. */
export function plainRow(event: GivenEvent, at: string): readonly string[] {
  const { workspaceId, tenantId, actor, eventName, subjectType, subjectId, metadata } = event;
  const area = areas.get(eventName) ?? '';
  return [workspaceId, tenantId, actor.id, eventName, area, subjectType, subjectId, JSON.stringify(metadata), at, at];
}

/** The same table in drizzle. */
export const drizzleTable = pgTable('plain_events', {
  id: bigint('id', { mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
  workspaceId: bigint('workspace_id', { mode: 'number' }).notNull(),
  tenantId: bigint('tenant_id', { mode: 'number' }).notNull(),
  userId: bigint('user_id', { mode: 'number' }).notNull(),
  eventName: varchar('event_name', { length: 120 }).notNull(),
  featureArea: varchar('feature_area', { length: 60 }).notNull(),
  subjectType: varchar('subject_type', { length: 120 }).notNull(),
  subjectId: varchar('subject_id', { length: 120 }).notNull(),
  metadata: jsonb('metadata').notNull(),
  occurredAt: timestamp('occurred_at', { withTimezone: true, precision: 3, mode: 'string' }).notNull(),
  recordedAt: timestamp('recorded_at', { withTimezone: true, precision: 3, mode: 'string' }).notNull(),
});

/** The value of an event for {@link drizzleTable}. */
export function drizzleRow(event: GivenEvent, at: string): typeof drizzleTable.$inferInsert {
  return {
    workspaceId: Number(event.workspaceId),
    tenantId: Number(event.tenantId),
    userId: Number(event.actor.id),
    eventName: event.eventName,
    featureArea: areas.get(event.eventName) ?? '',
    subjectType: event.subjectType,
    subjectId: event.subjectId,
    metadata: event.metadata,
    occurredAt: at,
    recordedAt: at,
  };
}
