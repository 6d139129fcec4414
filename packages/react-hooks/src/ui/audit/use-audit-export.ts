import type { AuditExportFormat, ExportPage, Result } from '@tenantatlas/core/browser';
import { useEffect, useRef, useState } from 'react';
import type { AnyAtlasError } from '../../error.ts';
import type { useAudit } from '../../hooks/audit.ts';
import { useAtlas } from '../../provider/atlas-context.ts';
import { call } from '../../provider/methods.ts';

type AuditRequest = NonNullable<Parameters<typeof useAudit>[0]>;

/** How far an export is. */
export type AuditExportState =
  | { readonly state: 'idle' }
  | { readonly state: 'running' | 'done'; readonly count: number }
  | { readonly state: 'failed'; readonly error: AnyAtlasError };

/** An export of the trail; see {@link useAuditExport}. */
export interface AuditExport {
  readonly progress: AuditExportState;
  /** Reads all pages and hands the browser one file. Ends an export that is still running. */
  readonly start: (request: AuditRequest, format: AuditExportFormat, fileName: string) => Promise<void>;
  /** Ends it without a file. */
  readonly stop: () => void;
}

/** Entries per page: the most that a request may ask for. */
const pageSize = 200;

/**
 * Exports entries of the trail as a file of the browser, page by page, with progress. A failed page ends it without a file: half a trail looks like a whole one.
 */
export function useAuditExport(): AuditExport {
  const { connection } = useAtlas();
  const [progress, setProgress] = useState<AuditExportState>({ state: 'idle' });
  const current = useRef(0);
  useEffect(() => () => void (current.current += 1), []);
  const stop = (): void => {
    current.current += 1;
    setProgress({ state: 'idle' });
  };
  const start: AuditExport['start'] = async (request, format, fileName) => {
    const mine = (current.current += 1);
    const texts: string[] = [];
    let count = 0;
    let cursor: string | null = null;
    setProgress({ state: 'running', count });
    do {
      const page: Result<ExportPage, AnyAtlasError> = await call<ExportPage>(connection.client, 'audit.export', {
        ...request,
        format,
        limit: pageSize,
        cursor,
      });
      if (current.current !== mine) return;
      if (page.isErr()) return setProgress({ state: 'failed', error: page.error });
      texts.push(page.value.text);
      cursor = page.value.nextCursor;
      count += linesIn(page.value.text) - (format === 'csv' && texts.length === 1 ? 1 : 0);
      if (cursor === null) save(new Blob(texts, { type: page.value.contentType }), fileName);
      setProgress({ state: cursor === null ? 'done' : 'running', count });
    } while (cursor !== null);
  };
  return { progress, start, stop };
}

/** Every entry of an export is one line: a line break inside a text is written as an escape. */
function linesIn(text: string): number {
  return text.split('\n').length - 1;
}

function save(file: Blob, fileName: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = fileName;
  link.click();
  // The browser has taken hold of the file once the click is over.
  setTimeout(() => URL.revokeObjectURL(link.href));
}
