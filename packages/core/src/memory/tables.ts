import { emptyRows, layerOver, type RowLayer, type Rows } from './rows.ts';
import { mapTables, tableKinds, type RowKinds } from './table-registry.ts';

/** All rows. */
export type Tables = { readonly [Kind in keyof RowKinds]: Rows<RowKinds[Kind]> };

/** All rows, as a layer over others. */
export type TableLayers = { readonly [Kind in keyof RowKinds]: RowLayer<RowKinds[Kind]> };

/** A store with nothing in it. */
export function emptyTables(): Tables {
  // Every kind gets its rows; the compiler loses the kinds in a list of entries.
  return Object.fromEntries(tableKinds.map((kind) => [kind, emptyRows()])) as unknown as Tables;
}

/** Layers over all rows; nothing beneath changes before {@link mergeTables}. */
export function layerTables(beneath: Tables): TableLayers {
  return mapTables<TableLayers>(beneath, (_, rows) => layerOver(rows));
}

/** Writes all layers to the tables beneath, at once: nothing else runs meanwhile. */
export function mergeTables(layers: TableLayers): void {
  for (const layer of Object.values(layers)) layer.merge();
}
