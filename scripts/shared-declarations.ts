import type TypeScript from 'typescript';

/**
 * Makes hosts for programs of one compiler that read each file of declarations once, however many programs have it. The options of the programs may differ in
 * nothing that changes how declarations are read: their target, their modules, and what is strict.
 */
export function sharingDeclarations(
  ts: typeof TypeScript,
): (options: TypeScript.CompilerOptions) => TypeScript.CompilerHost {
  const read = new Map<string, TypeScript.SourceFile | undefined>();
  return (options) => {
    const host = ts.createCompilerHost(options);
    return {
      ...host,
      getSourceFile(file, version, ...rest) {
        if (!/\.d\.[cm]?ts$/.test(file)) return host.getSourceFile(file, version, ...rest);
        const format = typeof version === 'object' ? version.impliedNodeFormat : undefined;
        const key = `${String(format)} ${file}`;
        if (!read.has(key)) read.set(key, host.getSourceFile(file, version, ...rest));
        return read.get(key);
      },
    };
  };
}
