import type { ForeignDocument, MigrationSite } from '../core/contracts/migrations.ts';
import { isObject, type JsonObject, valueAt } from '../core/json-shape.ts';
import { mergeLefthook } from './lefthook-merge.ts';
import { placeOf, textsOf } from './values.ts';

const ENDINGS = ['yml', 'yaml', 'json', 'jsonc', 'toml'];
const PREFIXES = ['', '.', '.config/'];

/** The config of lefthook, with all that it extends. */
export interface LefthookConfig {
  readonly value: JsonObject;
  /** Files that it was read from. */
  readonly files: readonly string[];
  /** What it extends that is not there. */
  readonly missing: readonly string[];
  /** Where the value stands that has the last word. */
  placeOf(path: readonly (string | number)[]): string;
}

interface Layer extends ForeignDocument {
  readonly file: string;
}

/** The file of that name which lefthook reads: `lefthook`, or `lefthook-local` for what one of the project keeps to itself. */
export function lefthookFile(name: string, { read }: MigrationSite): string | undefined {
  const names = PREFIXES.flatMap((prefix) => ENDINGS.map((ending) => `${prefix}${name}.${ending}`));
  return names.find((file) => read(file) !== undefined);
}

/** Reads these files, each over the one before it, and what they extend over them. */
export async function readLefthook(files: readonly string[], site: MigrationSite): Promise<LefthookConfig> {
  const layers: Layer[] = [];
  const missing: string[] = [];
  for (const file of files) await addLayer(file, layers, missing, site);
  const value = layers.reduce<JsonObject>((below, layer) => mergeLefthook(below, objectOf(layer.value)), {});
  return {
    value,
    files: layers.map(({ file }) => file),
    missing,
    placeOf: (path) => {
      const layer = layers.findLast(({ value: one }) => valueAt(one, path) !== undefined) ?? layers[0];
      return placeOf(layer?.file ?? '', layer?.lineOf(path));
    },
  };
}

async function addLayer(file: string, layers: Layer[], missing: string[], site: MigrationSite): Promise<void> {
  if (layers.some((layer) => layer.file === file)) return;
  const document = await site.parse(file);
  layers.push({ ...document, file });
  for (const pattern of textsOf(objectOf(document.value)['extends'])) {
    const others = extendedFiles(pattern, site);
    if (others.length === 0) missing.push(pattern);
    for (const other of others) await addLayer(other, layers, missing, site);
  }
}

/** A path or a glob. */
function extendedFiles(pattern: string, { files, read, globTest }: MigrationSite): readonly string[] {
  const plain = pattern.replace(/^\.\//, '');
  if (read(plain) !== undefined) return [plain];
  const isMatch = globTest(plain);
  return isMatch === undefined ? [] : [...files].filter(isMatch);
}

function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}
