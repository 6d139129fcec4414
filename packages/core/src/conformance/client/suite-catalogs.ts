import * as z from 'zod';
import { defineControls } from '../../controls/catalog.ts';
import { ok } from '../../kernel/result.ts';
import { defineOperations } from '../../runs/definition.ts';
import { defineEvents } from '../../telemetry/catalog.ts';
import { integer } from '../../telemetry/metadata.ts';

/** Two controls of a host: one that stops an operation, one that stops nothing. */
const hostControls = defineControls({
  'acme.sweep': {
    label: 'Sweep',
    supportedScopes: ['global', 'workspace'],
    operationTypes: ['acme.sweep'],
    affectedSurfaces: ['acme.sweeps'],
  },
  'acme.notice': {
    label: 'Notice',
    supportedScopes: ['global', 'workspace'],
    operationTypes: ['acme.notice'],
    affectedSurfaces: ['acme.notices'],
  },
});

/** An operation that every plane can start. */
const hostOperations = defineOperations({
  'acme.sweep': {
    label: 'Sweep',
    capability: ['operations.start', 'platform.runbooks.run'],
    planes: ['workspace', 'platform', 'system'],
    control: 'acme.sweep',
    inputs: z.strictObject({ list: z.string().max(50) }),
    readable: { list: 'List' },
    run: async () => ok({}),
  },
});

/** A milestone of a host. */
export const suiteEvents = defineEvents({
  'acme.page.pinned': { featureArea: 'pages', label: 'Pages pinned', metadata: { pages: integer() } },
});

/** The catalogs of the suite's atlases. */
export const suiteCatalogs = { controls: [hostControls], operations: [hostOperations], events: [suiteEvents] } as const;
