// The rules of docs/decisions that hold between files: who may import whom, and what a pure rule may not touch.
import { posix } from 'node:path';
import ts from 'typescript';
import { parse, specifiersOf, type Specifier } from './specifiers.ts';

export interface RepositoryFile {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

export interface Violation {
  readonly rule:
    | 'core-dependency'
    | 'package-boundary'
    | 'sibling'
    | 'layer'
    | 'cycle'
    | 'folder-cycle'
    | 'impure-rule'
    | 'foreign-path';
  readonly file: string;
  readonly detail: string;
}

/** All violations in a set of files, in the order of the files. */
export function violationsIn(files: readonly RepositoryFile[]): readonly Violation[] {
  const sources = files
    .filter(({ path }) => /\.tsx?$/.test(path))
    .map(({ path, text }): Source => {
      const tree = parse(path, text, false);
      return { path, tree, specifiers: specifiersOf(tree) };
    });
  const known = new Set(sources.map(({ path }) => path));
  const graph = new Map(sources.map((source) => [source.path, edgesOf(source, known)]));
  return [
    ...sources.flatMap((source) => [
      ...coreDependencies(source),
      ...packageBoundaries(source),
      ...siblings(source),
      ...layers(source, graph.get(source.path) ?? []),
      ...impureRules(source),
    ]),
    ...cycles(graph),
    ...folderCycles(graph),
    ...files.flatMap(foreignPaths),
  ];
}

interface Source {
  readonly path: string;
  readonly tree: ts.SourceFile;
  readonly specifiers: readonly Specifier[];
}

interface Edge {
  readonly to: string;
}

const isTest = (path: string): boolean => /\.test(-d)?\.tsx?$/.test(path);
const isRelative = (specifier: string): boolean => /^\.\.?(\/|$)/.test(specifier);

// --- core imports only these

const coreMayImport = /^(zod|neverthrow|date-fns|@date-fns\/[^/]+|@noble\/hashes|uuid)(\/|$)/;
const coreTestsMayImport = /^(vitest|fast-check|intl-messageformat)(\/|$)/;

function coreDependencies({ path, specifiers }: Source): readonly Violation[] {
  if (!path.startsWith('packages/core/src/')) return [];
  return specifiers
    .filter(({ text }) => !isRelative(text) && !coreMayImport.test(text))
    .filter(({ text }) => !(isTest(path) && coreTestsMayImport.test(text)))
    .map(({ text }) => ({ rule: 'core-dependency', file: path, detail: `core must not import "${text}"` }));
}

// --- packages import core, never each other

function packageOf(path: string): string | undefined {
  return /^packages\/([^/]+)\/(?:src|test)\//.exec(path)?.[1];
}

function siblings({ path, specifiers }: Source): readonly Violation[] {
  const own = packageOf(path);
  if (!own) return [];
  return specifiers.flatMap(({ text }): Violation[] => {
    const other = /^@tenantatlas\/([^/]+)/.exec(text)?.[1];
    if (!other || other === 'core' || other === own) return [];
    return [{ rule: 'sibling', file: path, detail: `a package imports core only, not "${text}"` }];
  });
}

/** Tests keep their counts with the figures; the packages themselves know nothing of it. */
const figures = ['bench/lib/figures.ts', 'bench/lib/keep-figures.ts'];
const keepsFigures = (path: string): boolean => isTest(path) || /^packages\/[^/]+\/test\//.test(path);

function packageBoundaries({ path, specifiers }: Source): readonly Violation[] {
  const own = packageOf(path);
  if (!own) return [];
  return specifiers
    .filter(({ text }) => isRelative(text) && !resolve(path, text).startsWith(`packages/${own}/`))
    .filter(({ text }) => !(keepsFigures(path) && figures.includes(resolve(path, text))))
    .map(({ text }) => ({ rule: 'package-boundary', file: path, detail: `"${text}" leaves the package` }));
}

// --- layers inside core

const lower = ['kernel', 'ports', 'access', 'audit'];
const upper = ['health', 'surfaces', 'diagnostics', 'dashboard'];
const adapters = ['memory', 'conformance'];
const clientSuite = 'packages/core/src/conformance/client/';
const rankOf = (folder: string): number => {
  if (folder === 'kernel') return 0;
  if (folder === 'ports') return 1;
  if (lower.includes(folder)) return 2;
  return upper.includes(folder) ? 4 : 3;
};

function layers({ path }: Source, edges: readonly Edge[]): readonly Violation[] {
  const from = folderInCore(path);
  if (from === undefined || from === '' || isTest(path)) return []; // atlas, client and index are on top
  if (path.startsWith(clientSuite)) return []; // it composes whole atlases, so it stands there as well
  return edges.flatMap(({ to }): Violation[] => {
    const target = folderInCore(to);
    if (target === undefined || target === from) return [];
    const broken = brokenLayer(from, target, to);
    return broken ? [{ rule: 'layer', file: path, detail: `${broken}: imports ${to}` }] : [];
  });
}

function brokenLayer(from: string, target: string, to: string): string | undefined {
  if (target === '') return `${from} must not know what stands on top`;
  if (adapters.includes(from)) {
    const isData = target === 'kernel' || target === 'ports' || /(^|[/-])catalogs?\.ts$/.test(to);
    return isData ? undefined : `${from} may import kernel, ports and data catalogs only`;
  }
  if (adapters.includes(target)) return `${from} must not know the adapter ${target}`;
  return rankOf(from) < rankOf(target) ? `${from} lies below ${target}` : undefined;
}

/** The folder of a file of core; `''` for a file directly in `src`. */
function folderInCore(path: string): string | undefined {
  const inside = /^packages\/core\/src\/(.*)$/.exec(path)?.[1];
  if (inside === undefined) return undefined;
  return inside.includes('/') ? inside.slice(0, inside.indexOf('/')) : '';
}

// --- cycles

function edgesOf({ path, specifiers }: Source, known: ReadonlySet<string>): readonly Edge[] {
  return specifiers.flatMap(({ text }): Edge[] => {
    if (!isRelative(text)) return [];
    const target = resolve(path, text);
    const candidates = [target, target.replace(/\.js(x?)$/, '.ts$1'), `${target}.ts`, `${target}/index.ts`];
    const to = candidates.find((candidate) => known.has(candidate));
    return to ? [{ to }] : [];
  });
}

function resolve(from: string, specifier: string): string {
  return posix.join(posix.dirname(from), specifier);
}

/** Each strongly connected group of files once, told as one round through it. Types count: they too are knowledge. */
function cycles(graph: ReadonlyMap<string, readonly Edge[]>): readonly Violation[] {
  const found: Violation[] = [];
  const done = new Set<string>();
  const reported = new Set<string>();
  const visit = (file: string, trail: readonly string[]): void => {
    const at = trail.indexOf(file);
    if (at >= 0) {
      const round = trail.slice(at);
      if (round.some((member) => reported.has(member))) return;
      for (const member of round) reported.add(member);
      found.push({ rule: 'cycle', file, detail: [...round, file].join(' -> ') });
      return;
    }
    if (done.has(file)) return;
    for (const { to } of graph.get(file) ?? []) visit(to, [...trail, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return found;
}

// --- folders beside each other depend one way

/**
 * Two folders of one package that import each other. A folder and the folders in it count as one, and tests do not count. The conformance suites count as one
 * folder: the entry of an aggregate says how a store keeps it and how a client asks for it.
 */
function folderCycles(graph: ReadonlyMap<string, readonly Edge[]>): readonly Violation[] {
  const first = new Map<string, { readonly file: string; readonly to: string }>();
  for (const [file, edges] of graph)
    for (const { to } of edges)
      if (isSource(file) && isSource(to) && areBeside(posix.dirname(file), posix.dirname(to)))
        first.set(`${posix.dirname(file)} -> ${posix.dirname(to)}`, { file, to });
  return [...first.values()].flatMap(({ file, to }): Violation[] => {
    const [from, target] = [posix.dirname(file), posix.dirname(to)];
    const back = first.get(`${target} -> ${from}`);
    if (!back || from > target) return [];
    return [{ rule: 'folder-cycle', file, detail: `imports ${to}, and ${back.file} imports ${back.to}` }];
  });
}

const isSource = (path: string): boolean =>
  /^packages\/[^/]+\/src\//.test(path) && !isTest(path) && !path.startsWith('packages/core/src/conformance/');
const areBeside = (one: string, other: string): boolean =>
  packageOf(`${one}/`) === packageOf(`${other}/`) &&
  !`${one}/`.startsWith(`${other}/`) &&
  !`${other}/`.startsWith(`${one}/`);

// --- rules.ts is pure

const clockReaders = new Set([
  ...['isPast', 'isFuture', 'isToday', 'isTomorrow', 'isYesterday', 'isThisHour', 'isThisMinute', 'isThisSecond'],
  ...['isThisWeek', 'isThisISOWeek', 'isThisMonth', 'isThisQuarter', 'isThisYear', 'constructNow'],
  ...['startOfToday', 'startOfTomorrow', 'startOfYesterday', 'endOfToday', 'endOfTomorrow', 'endOfYesterday'],
  ...['formatDistanceToNow', 'formatDistanceToNowStrict'],
]);

function impureRules({ path, tree, specifiers }: Source): readonly Violation[] {
  if (!/(^|[/-])rules\.ts$/.test(path)) return [];
  const found: Violation[] = [];
  const add = (node: ts.Node, what: string): void => {
    const line = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
    found.push({ rule: 'impure-rule', file: path, detail: `line ${line}: ${what}` });
  };
  const visit = (node: ts.Node): void => {
    const what = impurity(node, tree);
    if (what) add(node, what);
    else ts.forEachChild(node, visit);
  };
  visit(tree);
  for (const { text, names } of specifiers) {
    const random = /^(uuid|node:crypto|crypto|@noble\/hashes\/utils)(\.js)?$/.test(text);
    if (random) found.push({ rule: 'impure-rule', file: path, detail: `imports "${text}"` });
    for (const name of names) {
      if (text.startsWith('date-fns') && clockReaders.has(name)) {
        found.push({ rule: 'impure-rule', file: path, detail: `"${name}" reads the clock` });
      }
    }
  }
  return found;
}

function impurity(node: ts.Node, tree: ts.SourceFile): string | undefined {
  if (ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier)) return 'await';
  if (node.kind === ts.SyntaxKind.AsyncKeyword) return 'async';
  if (ts.isNewExpression(node) && isNamed(node.expression, 'Date') && !node.arguments?.length) return 'new Date()';
  if (ts.isCallExpression(node) && isNamed(node.expression, 'Date')) return 'Date()';
  if (ts.isPropertyAccessExpression(node)) {
    const path = `${node.expression.getText(tree)}.${node.name.text}`.replace(/^globalThis\./, '');
    return ['Date.now', 'Math.random', 'performance.now', 'Temporal.Now'].includes(path) ? path : undefined;
  }
  if (isNamed(node, 'crypto')) return 'crypto';
  return undefined;
}

function isNamed(node: ts.Node, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name;
}

// --- nothing outside the repository

/** Written in pieces, so that this file does not mention what it forbids. */
const foreign = [
  ['..', 'shared'],
  ['', 'work', 'main'],
  ['', 'work', 'shared'],
].map((parts) => parts.join('/'));

function foreignPaths({ path, text }: RepositoryFile): readonly Violation[] {
  const mentioned = foreign.filter((name) => text.includes(name)).map((name) => `mentions "${name}"`);
  const named = path.split('/').includes('shared') ? ['nothing in the repository is called "shared"'] : [];
  return [...mentioned, ...named].map((detail) => ({ rule: 'foreign-path', file: path, detail }));
}
