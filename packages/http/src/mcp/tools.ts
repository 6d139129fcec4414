import { canonicalName, knowledgeBaseSchema, type KnowledgeBase } from '@tenantatlas/core';
import * as z from 'zod';
import { asJson } from './resources.ts';
import { topicSearch } from './search.ts';

/** A tool as clients see it. */
export interface McpToolDefinition {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: ObjectSchema;
  readonly outputSchema: ObjectSchema;
  readonly annotations: typeof readOnly;
}

/** What a tool answers: data as members and as text, or how to ask instead. */
export interface McpToolAnswer {
  readonly content: readonly [{ readonly type: 'text'; readonly text: string }];
  readonly structuredContent?: { readonly [member: string]: unknown };
  readonly isError?: true;
}

/** A tool that can be called. */
export interface McpTool {
  readonly definition: McpToolDefinition;
  call(input: unknown): McpToolAnswer;
}

type ObjectSchema = { readonly type: 'object'; readonly [keyword: string]: unknown };

/** Every tool only reads, answers the same again, and reaches nothing but the knowledge base. */
const readOnly = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false } as const;

/** Topics in an answer of the search. */
const maxFound = 20;

const text = (about: string) => z.string().min(1).max(200).describe(about);

/** What the answer to a wrong call says: the fix, and nothing of what was sent. */
export const toolFixes = {
  search_topics: `Pass "query", a text of 1 to 200 characters, and where wanted "limit", a whole number from 1 to ${maxFound}. Pass nothing else.`,
  get_topic: 'Pass "topicKey", a text of 1 to 200 characters. Pass nothing else.',
  look_up_term: 'Pass "term", a text of 1 to 200 characters. Pass nothing else.',
  explain_reason_code: 'Pass "code", a text of 1 to 200 characters. Pass nothing else.',
  explain_error_code: 'Pass "code", a text of 1 to 200 characters. Pass nothing else.',
  noTopic: 'There is no such topic. Find its key with search_topics, or in the resource knowledge://source.json.',
  noTerm: 'There is no such term. All terms are in the resource knowledge://glossary.',
  noReason:
    'There is no such reason code. All codes are in the resource knowledge://reasons. For the code of an error use explain_error_code.',
  noError:
    'There is no such error code. All codes are in the resource knowledge://errors. For the code of a reason use explain_reason_code.',
} as const;

type ToolName = Exclude<keyof typeof toolFixes, `no${string}`>;

/**
 * The tools over a knowledge base by their name, in a fixed order. Inputs have exactly the members of their schema. A wrong input and an unknown name are answers with
 * `isError`, which a model reads and mends; an unknown tool is an error of the protocol.
 */
export function toolsOf(knowledge: KnowledgeBase): ReadonlyMap<string, McpTool> {
  const search = topicSearch(knowledge);
  const topics = new Map(knowledge.source.topics.map((topic) => [topic.topicKey, topic]));
  const terms = new Map(knowledge.glossary.map((entry) => [entry.term, entry]));
  const reasons = new Map(knowledge.reasons.map((reason) => [reason.code, reason]));
  const errors = new Map(knowledge.errors.map((error) => [error.code, error]));
  const tools: readonly McpTool[] = [
    tool({
      name: 'search_topics',
      title: 'Search help topics',
      description: 'Finds help topics by words, the best first. Read one as a whole with get_topic.',
      input: z.strictObject({
        query: text('Words of the problem, such as "admin consent missing"'),
        limit: z.number().int().min(1).max(maxFound).default(5).describe('How many topics at most'),
      }),
      output: z.toJSONSchema(
        z.strictObject({
          topics: z.array(
            z.strictObject({
              topicKey: z.string(),
              headline: z.string(),
              shortExplanation: z.string(),
              safeNextAction: z.string(),
            }),
          ),
          total: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
        }),
      ),
      run: ({ query, limit }) => {
        const found = search(query, limit);
        return {
          topics: found.topics.map(({ topicKey, headline, shortExplanation, safeNextAction }) => ({
            topicKey,
            headline,
            shortExplanation,
            safeNextAction,
          })),
          total: found.total,
        };
      },
    }),
    tool({
      name: 'get_topic',
      title: 'Read a help topic',
      description:
        'Answers a help topic: what a problem means, the steps, the safe next action and where to read more.',
      input: z.strictObject({ topicKey: text('The key of the topic, such as "admin-consent-required"') }),
      output: answerOf('topic', 'KnowledgeTopic', 'KnowledgeLink'),
      run: ({ topicKey }) => named('topic', topics.get(topicKey)),
      unknown: 'noTopic',
    }),
    tool({
      name: 'look_up_term',
      title: 'Look up a term',
      description: 'Answers the canonical term for a word or one of its synonyms, with its meaning.',
      input: z.strictObject({ term: text('The word, such as "provider connection"') }),
      output: answerOf('term', 'KnowledgeTerm'),
      run: ({ term }) => {
        const canonical = canonicalName(term);
        return named('term', canonical === null ? undefined : terms.get(canonical));
      },
      unknown: 'noTerm',
    }),
    tool({
      name: 'explain_reason_code',
      title: 'Explain a reason code',
      description: 'Answers what a reason code means, whether trying again may help, the next steps and its topic.',
      input: z.strictObject({ code: text('The code, such as "provider_consent_missing"') }),
      output: answerOf('reason', 'KnowledgeReason', 'KnowledgeStep'),
      // People copy codes with white space around them, or in capitals. Codes of catalogs are in lower case.
      run: ({ code }) => named('reason', reasons.get(code) ?? reasons.get(code.trim().toLowerCase())),
      unknown: 'noReason',
    }),
    tool({
      name: 'explain_error_code',
      title: 'Explain an error code',
      description: 'Answers what the code of an error means, or the type of its problem details, and what to do.',
      input: z.strictObject({ code: text('The code or the problem type, such as "control_paused"') }),
      output: answerOf('error', 'KnowledgeError'),
      run: ({ code }) => named('error', errors.get(errorCodeIn(code))),
      unknown: 'noError',
    }),
  ];
  return new Map(tools.map((one) => [one.definition.name, one]));
}

type Answer = { readonly [member: string]: unknown };

function tool<Input extends z.ZodObject>({
  name,
  title,
  description,
  input,
  output,
  run,
  unknown,
}: {
  readonly name: ToolName;
  readonly title: string;
  readonly description: string;
  readonly input: Input;
  readonly output: object;
  readonly run: (input: z.output<Input>) => Answer | null;
  readonly unknown?: Exclude<keyof typeof toolFixes, ToolName>;
}): McpTool {
  const inputSchema = objectSchema(z.toJSONSchema(input, { io: 'input' }));
  return {
    definition: { name, title, description, inputSchema, outputSchema: objectSchema(output), annotations: readOnly },
    call(given) {
      const parsed = input.safeParse(given);
      if (!parsed.success) return wrong(toolFixes[name]);
      const answer = run(parsed.data);
      if (answer === null) return wrong(toolFixes[unknown ?? name]);
      return { content: [{ type: 'text', text: asJson(answer) }], structuredContent: answer };
    },
  };
}

/** The code in what people paste: the code itself, or the address or the end of a problem type. */
function errorCodeIn(given: string): string {
  const end = given.trim().toLowerCase().split('/').at(-1) ?? '';
  return end.replaceAll('-', '_');
}

function wrong(fix: string): McpToolAnswer {
  return { content: [{ type: 'text', text: fix }], isError: true };
}

function named(member: string, value: object | undefined): Answer | null {
  return value === undefined ? null : { [member]: value };
}

/** The schema of an answer with one member, which is a part of the knowledge base. */
function answerOf(member: string, part: string, ...others: readonly string[]): object {
  const { $defs } = knowledgeBaseSchema() as { readonly $defs: { readonly [name: string]: object } };
  return {
    type: 'object',
    properties: { [member]: { $ref: `#/$defs/${part}` } },
    required: [member],
    additionalProperties: false,
    $defs: Object.fromEntries([part, ...others].map((name) => [name, $defs[name]])),
  };
}

/** The schema without its dialect: the protocol takes the newest one for granted. */
function objectSchema(schema: object): ObjectSchema {
  const { $schema: _, ...rest } = schema as { readonly $schema?: string };
  return { ...rest, type: 'object' };
}
