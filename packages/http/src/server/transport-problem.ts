import { problemMediaType, type Problem } from '../contract/problem.ts';
import { transportProblems, type TransportProblem } from '../contract/transport-problems.ts';

/** A body that was read, or why not. */
export type ReadJson = { readonly value: unknown } | { readonly problem: TransportProblem };

/** A response for a problem of the transport. */
export function refuse(problem: TransportProblem, headers: { readonly [name: string]: string } = {}): Response {
  const [status, title] = transportProblems[problem];
  const body: Problem = { type: 'about:blank', title, status };
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': problemMediaType, ...headers } });
}
