import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { OpenApiDocument } from '../../src/openapi/index.ts';
import type { Exchange } from './world.ts';

type Json = { readonly [key: string]: unknown };

/** One operation of a description. */
export interface DescribedOperation {
  readonly name: string;
  readonly verb: string;
  readonly template: string;
  readonly statuses: readonly number[];
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly schema: Json;
}

/** Checks exchanges against a description, with an independent validator. */
export function described(document: OpenApiDocument) {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
  addFormats.default(ajv);
  ajv.addVocabulary(['discriminator']); // OpenAPI's own keyword; `oneOf` expresses the same
  const { schemas } = document['components'] as { readonly schemas: Json };
  const judges = new Map<string, ValidateFunction>();
  const wrong = (pointer: readonly string[], value: unknown): readonly string[] => {
    const schema = get(document, pointer) as Json;
    const text = JSON.stringify(schema);
    const judge = judges.get(text) ?? ajv.compile(alone(schema, schemas));
    judges.set(text, judge);
    return judge(value) ? [] : [ajv.errorsText(judge.errors, { dataVar: JSON.stringify(value) })];
  };

  const operations = Object.entries(document.paths).flatMap(([template, verbs]) =>
    Object.entries(verbs).map(([verb, { operationId, responses }]): DescribedOperation => ({
      name: String(operationId),
      verb,
      template,
      statuses: Object.keys(responses as object).map(Number),
    })),
  );
  const operationOf = ({ request }: Exchange): DescribedOperation | undefined =>
    operations.find(
      ({ verb, template }) =>
        verb.toUpperCase() === request.method && pattern(template).test(new URL(request.url).pathname),
    );

  const wrongAnswer = (exchange: Exchange): readonly string[] => {
    const operation = operationOf(exchange);
    if (!operation) return ['no such operation'];
    const { response, received } = exchange;
    const at = ['paths', operation.template, operation.verb, 'responses', String(response.status)];
    const known = get(document, at) as { headers: Json; content: Json } | undefined;
    if (!known) return [`${operation.name} does not answer with ${response.status}`];
    const type = response.headers.get('content-type') ?? '';
    const missing = Object.keys(known.headers).filter((name) => !response.headers.has(name));
    return [
      ...missing.map((name) => `the header ${name} is missing`),
      ...(Object.hasOwn(known.content, type)
        ? wrong([...at, 'content', type, 'schema'], JSON.parse(received))
        : [`not of the type ${type}`]),
    ];
  };

  /** The parts of an accepted request that the description would not allow. */
  const wrongRequest = (exchange: Exchange): readonly string[] => {
    const operation = operationOf(exchange);
    if (!operation) return ['no such operation'];
    const at = ['paths', operation.template, operation.verb];
    const url = new URL(exchange.request.url);
    const parameters = (get(document, [...at, 'parameters']) ?? []) as readonly Parameter[];
    const inPath = pattern(operation.template).exec(url.pathname)?.groups ?? {};
    const unknown = [...url.searchParams.keys()].filter((name) => !parameters.some((one) => one.name === name));
    return [
      ...unknown.map((name) => `the parameter ${name} is not described`),
      ...parameters.flatMap((one, index) => {
        const texts =
          one.in === 'path' ? [decodeURIComponent(inPath[one.name] ?? '')] : url.searchParams.getAll(one.name);
        if (texts.length === 0) return one.required ? [`${one.name} is missing`] : [];
        return wrong([...at, 'parameters', String(index), 'schema'], valueOf(texts, one));
      }),
      ...(operation.verb === 'get'
        ? []
        : wrong([...at, 'requestBody', 'content', 'application/json', 'schema'], JSON.parse(exchange.sent))),
    ];
  };

  return { operations, operationOf, wrongAnswer, wrongRequest };
}

/** A schema of the document on its own, without the rest of the document. */
function alone(schema: Json, schemas: Json): Json {
  const text = JSON.stringify({ ...schema, $defs: schemas });
  return JSON.parse(text.replaceAll('"#/components/schemas/', '"#/$defs/')) as Json;
}

function valueOf(texts: readonly string[], { schema }: Parameter): unknown {
  if (schema['type'] === 'array') return texts;
  return schema['type'] === 'integer' ? Number(texts[0]) : texts[0];
}

function pattern(template: string): RegExp {
  return new RegExp(`^${template.replaceAll('.', '\\.').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
}

function get(document: object, pointer: readonly string[]): unknown {
  return pointer.reduce<unknown>((part, key) => (part as Json | undefined)?.[key], document);
}
