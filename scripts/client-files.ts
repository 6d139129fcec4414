import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { parse, specifiersOf } from './specifiers.ts';

/** The directive that keeps a file on the client side of a framework that separates client and server. */
export const clientDirective = '"use client";';

const react = /^(react|react-dom|react-aria-components|@tanstack\/react-query)(\/|$)/;

/** The built files of a folder that load React, themselves or through a file that they import. The others are for servers as well. */
export function clientFiles(folder: string): ReadonlySet<string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.js'));
  const imports = new Map(
    files.map((file) => [
      file,
      specifiersOf(parse(file, readFileSync(posix.join(folder, file), 'utf8'))).map(({ text }) => text),
    ]),
  );
  const found = new Set<string>();
  for (let size = -1; size !== found.size;) {
    size = found.size;
    for (const [file, specifiers] of imports)
      if (
        specifiers.some((specifier) => react.test(specifier) || found.has(posix.join(posix.dirname(file), specifier)))
      )
        found.add(file);
  }
  return found;
}

/** What is wrong with the directives of a built folder: each file that loads React has one, no other file does, and `forServers` load no React. */
export function directiveProblems(folder: string, forServers: readonly string[]): readonly string[] {
  const client = clientFiles(folder);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
  const missing = forServers.filter((file) => !files.includes(file));
  return [
    ...files
      .filter((file) => readFileSync(posix.join(folder, file), 'utf8').startsWith(clientDirective) !== client.has(file))
      .map((file) =>
        client.has(file)
          ? `${file} loads React and does not begin with ${clientDirective}`
          : `${file} begins with ${clientDirective} and does not load React`,
      ),
    ...forServers.filter((file) => client.has(file)).map((file) => `${file} is for servers and loads React`),
    ...missing.map((file) => `${file} is missing`),
  ];
}
