import { headingsIn, type KnowledgeHeadings } from './headings.ts';
import type { KnowledgeLink, KnowledgeSource, KnowledgeTopic } from './source.ts';

/** The forms in which the knowledge is exported. */
export const knowledgeFormats = ['json', 'markdown', 'llms_txt'] as const;

/** See {@link knowledgeFormats}. */
export type KnowledgeFormat = (typeof knowledgeFormats)[number];

/**
 * The knowledge as text. Equal sources with equal headings give equal bytes. `headings` are those of the knowledge base that the source is of, so that all of a text is in one
 * language; without them they are English. JSON has none.
 *
 * @example
 * const { source, headings } = atlas.knowledgeBase({ locale: 'de' });
 * const page = knowledgeText(source, 'markdown', headings);
 */
export function knowledgeText(
  source: KnowledgeSource,
  format: KnowledgeFormat,
  headings: KnowledgeHeadings = headingsIn(({ text }) => text),
): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(source, null, 2)}\n`;
    case 'markdown':
      return markdown(source, headings);
    case 'llms_txt':
      return llmsTxt(source, headings);
  }
}

/** The media type of each form. */
export const knowledgeMediaTypes: { readonly [format in KnowledgeFormat]: string } = Object.freeze({
  json: 'application/json',
  markdown: 'text/markdown; charset=utf-8',
  llms_txt: 'text/plain; charset=utf-8',
});

function markdown({ topics }: KnowledgeSource, { title, safeNextAction }: KnowledgeHeadings): string {
  const parts = topics.map(
    (topic) =>
      `## ${escaped(topic.headline)}\n\n\`${topic.topicKey}\`\n\n${escaped(topic.shortExplanation)}\n\n${numbered(topic)}**${escaped(safeNextAction)}:** ${escaped(topic.safeNextAction)}\n${linkList(topic)}`,
  );
  return [`# ${escaped(title)}\n`, ...parts].join('\n');
}

function numbered({ troubleshootingSteps }: KnowledgeTopic): string {
  if (troubleshootingSteps.length === 0) return '';
  return `${troubleshootingSteps.map((step, index) => `${index + 1}. ${escaped(step)}`).join('\n')}\n\n`;
}

function linkList({ docsLinks }: KnowledgeTopic): string {
  const links = docsLinks.filter(hasUrl).map((link) => `- ${linked(link)}`);
  return links.length === 0 ? '' : `\n${links.join('\n')}\n`;
}

/**
 * The form for language models: a title, a summary, the topics as a list, and their pages.
 *
 * @see https://llmstxt.org
 */
function llmsTxt({ topics }: KnowledgeSource, { title, summary, safeNextAction, docs }: KnowledgeHeadings): string {
  const items = topics.map(
    (topic) =>
      `- **${escaped(topic.headline)}** (\`${topic.topicKey}\`): ${escaped(topic.shortExplanation)} ${escaped(safeNextAction)}: ${escaped(topic.safeNextAction)}`,
  );
  const pages = topics.flatMap((topic) =>
    topic.docsLinks.filter(hasUrl).map((link) => `- ${linked(link)}: ${escaped(topic.headline)}`),
  );
  const head = `# ${escaped(title)}\n\n> ${escaped(summary)}\n`;
  return `${head}\n${items.join('\n')}\n${pages.length === 0 ? '' : `\n## ${escaped(docs)}\n\n${[...new Set(pages)].join('\n')}\n`}`;
}

type LinkWithUrl = KnowledgeLink & { readonly url: string };

function hasUrl(link: KnowledgeLink): link is LinkWithUrl {
  return link.url !== null;
}

function linked({ label, url }: LinkWithUrl): string {
  return `[${escaped(label)}](${url.replaceAll('(', '%28').replaceAll(')', '%29')})`;
}

/** Text of a host must not become markup. */
function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>#|!~]/g, '\\$&');
}
