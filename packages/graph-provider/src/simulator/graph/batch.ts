import { jsonAnswer, type Answer } from '../answer.ts';
import { badRequest } from './refusal.ts';

/** An item of a batch as it was sent. */
export interface BatchItem {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly dependsOn: readonly string[];
}

/** An item of the answer. */
export interface BatchItemAnswer {
  readonly id: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

const maximumItems = 20;

/** Reads the body of a batch. Throws what Graph answers for one that it does not accept as a whole. */
export function readBatch(text: string): readonly BatchItem[] {
  const requests = requestsIn(text);
  if (requests.length === 0) throw badRequest('Batch request must contain at least one request.');
  if (requests.length > maximumItems)
    throw badRequest(
      `Number of batch request steps exceeds the maximum value of ${maximumItems}.`,
      'MaximumValueExceeded',
    );
  const items = requests.map(itemOf);
  const before = new Set<string>();
  for (const { id, dependsOn } of items) {
    if (before.has(id)) throw badRequest(`The request id '${id.slice(0, 50)}' is not unique.`);
    if (!dependsOn.every((other) => before.has(other)))
      throw badRequest(`The dependsOn of request '${id.slice(0, 50)}' names no earlier request.`);
    before.add(id);
  }
  return items;
}

/**
 * Answers the items one after the other. An item whose dependency failed gets 424 and is not carried out; an answer of null is left out of the result, as a fault
 * asks for.
 */
export function answerItems(
  items: readonly BatchItem[],
  answer: (item: BatchItem) => BatchItemAnswer | null,
): readonly BatchItemAnswer[] {
  const failed = new Set<string>();
  return items.flatMap((item) => {
    const one = item.dependsOn.some((id) => failed.has(id)) ? failedDependency(item) : answer(item);
    if (one === null || one.status >= 400) failed.add(item.id);
    return one === null ? [] : [one];
  });
}

/** The answer of a whole batch. */
export function batchAnswer(responses: readonly BatchItemAnswer[]): Answer {
  return jsonAnswer(200, { responses });
}

function failedDependency({ id }: BatchItem): BatchItemAnswer {
  const error = {
    code: 'FailedDependency',
    message: 'The request failed because a request that it depends on failed.',
  };
  return { id, status: 424, headers: { 'Content-Type': 'application/json' }, body: { error } };
}

function requestsIn(text: string): readonly unknown[] {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw badRequest(
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    );
  }
  const requests = membersOf(body)['requests'];
  if (!Array.isArray(requests)) throw badRequest('Batch request body must contain the property "requests".');
  return requests;
}

function itemOf(value: unknown): BatchItem {
  const { id, method, url, headers, dependsOn } = membersOf(value);
  if (typeof id !== 'string' || id === '' || typeof method !== 'string' || typeof url !== 'string')
    throw badRequest('Each request of a batch must have the properties id, method and url.');
  const sent = Object.entries(membersOf(headers)).flatMap(([name, text]) =>
    typeof text === 'string' ? [[name, text] as const] : [],
  );
  const others = Array.isArray(dependsOn) ? dependsOn.filter((other) => typeof other === 'string') : [];
  return { id, method: method.toUpperCase(), url, headers: Object.fromEntries(sent), dependsOn: others };
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
