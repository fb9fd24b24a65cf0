// The text of a bundle, see `src/system/bundles.ts`.

import ts from 'typescript';

/** A module as `src/system/bundles.ts` loads it. @param {string} code */
export function wrapped(code) {
  return `(function (exports, require, module, __filename, importModule) {${code}\n})`;
}

/**
 * A module with `importModule()` in place of each `import()`.
 * @param {string} code @param {string} file
 */
export function withImportHandedIn(code, file) {
  if (/[^\0-\x7f]/.test(code)) throw new Error(`${file} holds letters beyond ASCII`);
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest);
  /** @type {number[]} */
  const places = [];
  const look = (/** @type {ts.Node} */ node) => {
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      places.push(node.expression.getStart(source));
    ts.forEachChild(node, look);
  };
  look(source);
  return places.reduceRight(
    (text, place) => `${text.slice(0, place)}importModule${text.slice(place + 'import'.length)}`,
    code,
  );
}
