// Reads Markdown far enough to check it: links, headings and TypeScript blocks.

export interface Link {
  readonly target: string;
  readonly line: number;
}

/** TypeScript of one document that compiles together: a block marked `ts` or `tsx` and those marked the same, and `continued`, after it. */
export interface Example {
  /** Line of the first block's opening fence. */
  readonly line: number;
  readonly language: 'ts' | 'tsx';
  /** The path that the first line names, as in `// lib/atlas.ts`: other files of the same document import it by that path. */
  readonly file?: string;
  /** The document with every other line blanked, so that compilers report lines of the document. */
  readonly text: string;
}

interface Fence {
  readonly line: number;
  readonly info: string;
  readonly body: readonly string[];
}

/** Targets that are looked up in the repository: neither another site nor a mail address. */
export function localLinks(markdown: string): readonly Link[] {
  const prose = withoutCode(markdown).split('\n');
  return prose.flatMap((text, index) => {
    const inline = [...text.matchAll(/\]\(\s*<?([^)>\s]+)>?(?:\s+["'][^"']*["'])?\s*\)/g)];
    const definitions = [...text.matchAll(/^\s{0,3}\[[^\]]+\]:\s+<?([^>\s]+)>?/g)];
    const html = [...text.matchAll(/\b(?:href|src)="([^"]+)"/g)];
    return [...inline, ...definitions, ...html]
      .map(([, target = '']) => ({ target, line: index + 1 }))
      .filter(({ target }) => !/^([a-z][a-z+.-]*:|\/\/)/i.test(target));
  });
}

/** The anchors GitHub gives to the headings of a document. */
export function anchorsOf(markdown: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const line of withoutFences(markdown).split('\n')) {
    const heading = /^#{1,6}\s+(.+?)\s*#*$/.exec(line)?.[1];
    if (heading) anchors.add(unused(slug(heading), anchors));
    for (const [, id = ''] of line.matchAll(/<a\s+(?:id|name)="([^"]+)"/g)) anchors.add(id);
  }
  return anchors;
}

/** The TypeScript of a document; throws where a block would otherwise go unchecked. */
export function examplesIn(markdown: string): readonly Example[] {
  const groups: Fence[][] = [];
  for (const fence of fencesOf(markdown)) {
    const [language = '', ...marks] = fence.info.split(/\s+/);
    if (/^(typescript|js|jsx|mjs|cjs|mts|cts|javascript)$/.test(language)) {
      throw new Error(`line ${fence.line}: mark code as "ts" or "tsx", so that it is compiled; not "${fence.info}"`);
    }
    if (language !== 'ts' && language !== 'tsx') continue;
    const group = groups.at(-1);
    if (marks.length === 0) groups.push([fence]);
    else if (marks.join(' ') === 'continued' && group?.[0]?.info === language) group.push(fence);
    else
      throw new Error(
        `line ${fence.line}: "${fence.info}" is neither "ts" or "tsx" nor, after such a block, "${language} continued"`,
      );
  }
  return groups.map((fences) => {
    const lines = markdown.split('\n').map(() => '');
    for (const { line, body } of fences) lines.splice(line, body.length, ...body);
    const file = /^\/\/ (\S+\.tsx?)$/.exec(fences[0]?.body[0] ?? '')?.[1];
    return {
      line: fences[0]?.line ?? 0,
      language: fences[0]?.info === 'tsx' ? 'tsx' : 'ts',
      ...(file === undefined ? {} : { file }),
      text: lines.join('\n'),
    };
  });
}

/** What a page says that it prints: the comments behind the calls of `console.log`, in their order. */
export function printedBy({ text }: Example): readonly string[] {
  return [...text.matchAll(/^\s*console\.log\(.*\); \/\/ (.+)$/gm)].map(([, printed = '']) => printed);
}

function fencesOf(markdown: string): readonly Fence[] {
  const fences: Fence[] = [];
  const lines = markdown.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const [, indent = '', marker = '', info = ''] = /^(\s*)(`{3,}|~{3,})\s*([^`]*)$/.exec(lines[at] ?? '') ?? [];
    if (!marker) continue;
    const closing = new RegExp(`^\\s*${marker[0] ?? ''}{${marker.length},}\\s*$`);
    const rest = lines.slice(at + 1);
    const length = rest.findIndex((line) => closing.test(line));
    if (length < 0) throw new Error(`line ${at + 1}: this code block is never closed`);
    const body = rest.slice(0, length).map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line));
    fences.push({ line: at + 1, info: info.trim(), body });
    at += length + 1;
  }
  return fences;
}

function withoutFences(markdown: string): string {
  const lines = markdown.split('\n');
  for (const { line, body } of fencesOf(markdown)) lines.fill('', line - 1, line + body.length + 1);
  return lines.join('\n');
}

function withoutCode(markdown: string): string {
  return withoutFences(markdown).replaceAll(/(`+)[^`\n]*?\1/g, (code) => ' '.repeat(code.length));
}

function slug(heading: string): string {
  const text = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll(/<[^>]*>/g, '');
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
    .replaceAll(' ', '-');
}

function unused(anchor: string, taken: ReadonlySet<string>): string {
  let candidate = anchor;
  for (let count = 1; taken.has(candidate); count += 1) candidate = `${anchor}-${count}`;
  return candidate;
}
