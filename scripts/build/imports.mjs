// Imports and exports of a file that esbuild has written, which are apart from the rest so that they can be written in fewer words.

import ts from 'typescript';

/**
 * @typedef {object} Taken what is imported of one module
 * @property {readonly string[]} wholes names for all of it
 * @property {readonly string[]} defaults names for its default export
 * @property {readonly [exported: string, local: string][]} names
 */

/**
 * `imports` by module. `exports`: local name by exported name. `body`: everything else, where it was, so that maps of it stay right.
 * Throws for an export that esbuild does not write.
 * @param {string} code
 * @returns {{ imports: ReadonlyMap<string, Taken>, exports: readonly [exported: string, local: string][], body: string }}
 */
export function readImports(code) {
  const source = ts.createSourceFile('x.js', code, ts.ScriptTarget.Latest);
  /** @type {Map<string, Taken>} */
  const imports = new Map();
  /** @type {[string, string][]} */
  const exports = [];
  let body = code;
  for (const one of source.statements) {
    if (ts.isImportDeclaration(one)) {
      const from = /** @type {ts.StringLiteral} */ (one.moduleSpecifier).text;
      imports.set(from, bothOf(imports.get(from), takenBy(one)));
    } else if (isExport(one)) exports.push(...givenBy(one, source));
    else continue;
    const start = one.getStart(source);
    body = `${body.slice(0, start)}${' '.repeat(one.end - start)}${body.slice(one.end)}`;
  }
  return { imports, exports, body };
}

/** @param {ts.ImportDeclaration} one @returns {Taken} */
function takenBy({ importClause }) {
  const { name, namedBindings } = importClause ?? {};
  const isWhole = namedBindings !== undefined && ts.isNamespaceImport(namedBindings);
  const isNamed = namedBindings !== undefined && ts.isNamedImports(namedBindings);
  return {
    wholes: isWhole ? [namedBindings.name.text] : [],
    defaults: name === undefined ? [] : [name.text],
    names: isNamed ? namedBindings.elements.map((it) => [(it.propertyName ?? it.name).text, it.name.text]) : [],
  };
}

/** @param {Taken | undefined} one @param {Taken} other @returns {Taken} */
function bothOf(one, other) {
  if (one === undefined) return other;
  return {
    wholes: [...one.wholes, ...other.wholes],
    defaults: [...one.defaults, ...other.defaults],
    names: [...one.names, ...other.names],
  };
}

/** @param {ts.Statement} one @returns {one is ts.ExportDeclaration | ts.ExportAssignment} */
function isExport(one) {
  return ts.isExportDeclaration(one) || ts.isExportAssignment(one);
}

/** @param {ts.ExportDeclaration | ts.ExportAssignment} one @param {ts.SourceFile} source @returns {[string, string][]} */
function givenBy(one, source) {
  if (
    ts.isExportAssignment(one) ||
    one.moduleSpecifier !== undefined ||
    !one.exportClause ||
    !ts.isNamedExports(one.exportClause)
  )
    throw new Error(`an export that is not expected: ${one.getText(source)}`);
  return one.exportClause.elements.map((it) => [it.name.text, (it.propertyName ?? it.name).text]);
}

/** Files of ours that something is taken from, as they are named. @param {ReturnType<typeof readImports>} read */
export function takenFrom({ imports }) {
  const isTaken = (/** @type {Taken} */ { wholes, defaults, names }) =>
    wholes.length + defaults.length + names.length > 0;
  return [...imports].filter(([from, taken]) => from.startsWith('.') && isTaken(taken)).map(([from]) => from);
}

/**
 * The same as a module. Of modules of ours that nothing is taken from none is named: none does anything by being loaded.
 * @param {ReturnType<typeof readImports>} read
 */
export function asModule({ imports, exports, body }) {
  const lines = [...imports].flatMap(([from, taken]) => importsFrom(from, taken));
  const given = exports.map(([exported, local]) => (exported === local ? local : `${local} as ${exported}`));
  return { start: lines.join(''), body, end: given.length === 0 ? '' : `export{${given.join(',')}};` };
}

/** @param {string} from @param {Taken} taken */
function importsFrom(from, { wholes, defaults, names }) {
  const all = [...defaults.map((local) => /** @type {const} */ (['default', local])), ...names];
  const pairs = all.map(([exported, local]) => (exported === local ? local : `${exported} as ${local}`));
  const quoted = JSON.stringify(from);
  const lines = wholes.map((local) => `import*as ${local} from${quoted};`);
  if (pairs.length > 0) lines.push(`import{${pairs.join(',')}}from${quoted};`);
  return lines.length === 0 && !from.startsWith('.') ? [`import${quoted};`] : lines;
}

/**
 * The same as the inside of a bundle, see `src/system/bundles.ts`. What is imported stays what it was when it was imported: a bundle
 * takes from none that takes from it. Bundles have no default export, and that of a module of Node is the whole of it.
 * @param {ReturnType<typeof readImports>} read
 */
export function asCommonJs({ imports, exports, body }) {
  const parts = [...imports].flatMap(([from, { wholes, defaults, names }]) => {
    const asked = `=require(${JSON.stringify(from)})`;
    const pairs = names.map(([exported, local]) => (exported === local ? local : `${exported}:${local}`));
    return [
      ...(pairs.length === 0 ? [] : [`{${pairs.join(',')}}${asked}`]),
      ...[...wholes, ...defaults].map((local) => `${local}${asked}`),
    ];
  });
  const given = exports.map(([exported, local]) => (exported === local ? local : `${exported}:${local}`));
  return {
    start: parts.length === 0 ? '' : `const ${parts.join(',')};`,
    body,
    end: `module.exports={${given.join(',')}};`,
  };
}
