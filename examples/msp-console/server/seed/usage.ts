import { orThrow } from '@tenantatlas/core';
import { bo, cleo, fay } from '../people.ts';
import type { Past } from './past.ts';

const hour = 3_600_000;
const day = 24 * hour;
const days = 30;

type Event = Parameters<Past['atlas']['recordMany']>[0][number];
type EventKind = Event extends infer One ? (One extends Event ? Omit<One, keyof Where> : never) : never;

/** Who used something, and where. */
type Where = Pick<Event, 'actor' | 'workspaceId' | 'tenantId' | 'id' | 'occurredAt' | 'subjectId'>;

/** What is used, and how often on a working day on average. */
const kinds: readonly { readonly perDay: number; readonly event: EventKind }[] = [
  {
    perDay: 3,
    event: {
      eventName: 'product.onboarding.checkpoint_completed',
      subjectType: 'tenant_onboarding_session',
      metadata: { checkpoint_key: 'permissions_reviewed', lifecycle_state: 'onboarding' },
    },
  },
  {
    perDay: 1,
    event: {
      eventName: 'product.support_diagnostics.opened',
      subjectType: 'tenant',
      metadata: { source_surface: 'tenant_dashboard' },
    },
  },
  {
    perDay: 9,
    event: {
      eventName: 'product.operations.started',
      subjectType: 'operation_run',
      metadata: { operation_type: 'provider.connection.check' },
    },
  },
  {
    perDay: 4,
    event: {
      eventName: 'product.stored_report.created',
      subjectType: 'stored_report',
      metadata: { report_type: 'permission_posture' },
    },
  },
  {
    perDay: 1,
    event: {
      eventName: 'product.review_pack.requested',
      subjectType: 'review_pack',
      metadata: { source_surface: 'tenant', include_operations: true, include_pii: false },
    },
  },
  {
    perDay: 5,
    event: {
      eventName: 'acme.mailbox_export.downloaded',
      subjectType: 'operation_run',
      metadata: { format: 'pst' },
    },
  },
];

const places = [
  { actor: bo, workspaceId: 'acme', tenantId: 'acme-production' },
  { actor: fay, workspaceId: 'acme', tenantId: 'acme-emea' },
  { actor: cleo, workspaceId: 'contoso-health', tenantId: 'contoso-clinical' },
  { actor: bo, workspaceId: 'acme', tenantId: 'acme-production' },
  { actor: cleo, workspaceId: 'nordwind', tenantId: 'nordwind-hauptmandant' },
] as const;

/**
 * A month of use by the people of the customers: more on working days and in working hours. An event is made of its date, so that a seed that was interrupted
 * records the same ones again, which changes nothing.
 */
export async function recordUse({ atlas, daysAgo }: Past): Promise<void> {
  daysAgo(0);
  const now = Date.now();
  const today = Math.floor(now / day) * day;
  const dates = Array.from({ length: days }, (_, back) => today - (days - 1 - back) * day);
  const events = dates.flatMap((date) => eventsOf(date)).filter(({ occurredAt }) => Date.parse(occurredAt) < now);
  orThrow(await atlas.recordMany(events));
}

function eventsOf(date: number) {
  const next = numbersFrom(date / day);
  const isWorkingDay = new Date(date).getUTCDay() % 6 !== 0;
  return kinds.flatMap(({ perDay, event }, kind) => {
    const count = Math.round(perDay * next() * (isWorkingDay ? 2 : 0.4));
    return Array.from({ length: count }, (_, index) => {
      const id = `use-${new Date(date).toISOString().slice(0, 10)}-${String(kind)}-${String(index)}`;
      const place = places[Math.floor(next() * places.length)] ?? places[0];
      // From seven to seven, most of it around noon.
      const occurredAt = new Date(date + 7 * hour + (next() + next()) * 6 * hour).toISOString();
      return { ...event, ...place, id, subjectId: id, occurredAt };
    });
  });
}

/** Numbers from 0 to 1 that look like chance and are the same for the same beginning. */
function numbersFrom(begin: number): () => number {
  let state = (begin * 48_271 + 11) % 2_147_483_647;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
