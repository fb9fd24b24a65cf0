// The public types in one text, which is committed: `node scripts/api.mjs` writes it anew from what the build made, and
// `--check` says what is different. A change of it is a change of the public surface.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const root = path.resolve(import.meta.dirname, '..');
const types = path.join(root, 'dist/types');
const report = path.join(root, 'test/api/index.d.txt');
const printer = ts.createPrinter({ removeComments: true });

/** What a file of declarations has: by name, what is declared there, and what comes from elsewhere. */
class Declarations {
  /** @type {Map<string, ts.Statement[]>} */
  declared = new Map();
  /** @type {Map<string, { file: string, name: string }>} */
  imported = new Map();
  /** @type {Map<string, { file: string, name: string } | undefined>} */
  exported = new Map();

  /** @param {string} file */
  constructor(file) {
    this.source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
    for (const statement of this.source.statements) this.read(statement, file);
  }

  /** @param {ts.Statement} statement @param {string} file */
  read(statement, file) {
    if (ts.isImportDeclaration(statement)) {
      const bindings = statement.importClause?.namedBindings;
      const elements = bindings !== undefined && ts.isNamedImports(bindings) ? bindings.elements : [];
      for (const one of elements) this.imported.set(one.name.text, origin(one, statement, file));
    } else if (ts.isExportDeclaration(statement)) {
      const { exportClause, moduleSpecifier } = statement;
      const elements = exportClause !== undefined && ts.isNamedExports(exportClause) ? exportClause.elements : [];
      for (const one of elements) this.exported.set(one.name.text, moduleSpecifier && origin(one, statement, file));
    } else this.declare(statement);
  }

  /** @param {ts.Statement} statement */
  declare(statement) {
    for (const name of namesOf(statement)) {
      this.declared.set(name, [...(this.declared.get(name) ?? []), statement]);
      if (isExported(statement)) this.exported.set(name, undefined);
    }
  }
}

/** @param {ts.ImportSpecifier | ts.ExportSpecifier} one @param {ts.ImportDeclaration | ts.ExportDeclaration} statement @param {string} file */
function origin(one, statement, file) {
  const specifier = /** @type {ts.StringLiteral} */ (statement.moduleSpecifier).text;
  const target = path.resolve(path.dirname(file), specifier).replace(/\.[jt]s$/, '.d.ts');
  return { file: specifier.startsWith('.') ? target : '', name: (one.propertyName ?? one.name).text };
}

/** @param {ts.Statement} statement @returns {string[]} */
function namesOf(statement) {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  const { name } = /** @type {{ name?: ts.Identifier }} */ (/** @type {unknown} */ (statement));
  return name === undefined ? [] : [name.text];
}

/** @param {ts.Statement} statement */
function isExported(statement) {
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  return modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
}

/** @type {Map<string, Declarations>} */
const files = new Map();

/** @param {string} file */
function declarationsOf(file) {
  const known = files.get(file) ?? new Declarations(file);
  files.set(file, known);
  return known;
}

/** @type {Map<string, string>} text of what was reached, by where it stands */
const reached = new Map();

/** @param {string} file @param {string} name */
function reach(file, name) {
  const here = declarationsOf(file);
  const elsewhere = here.imported.get(name) ?? here.exported.get(name);
  if (elsewhere !== undefined) return elsewhere.file === '' ? undefined : reach(elsewhere.file, elsewhere.name);
  const key = `${path.relative(types, file).replaceAll(path.sep, '/')} ${name}`;
  const statements = here.declared.get(name);
  if (statements === undefined || reached.has(key)) return undefined;
  reached.set(key, '');
  const texts = statements.map((one) => printer.printNode(ts.EmitHint.Unspecified, one, here.source));
  reached.set(key, texts.join('\n'));
  for (const one of statements) for (const word of wordsIn(one)) reach(file, word);
  return undefined;
}

/** Every name in a declaration; one that is declared nowhere leads nowhere. @param {ts.Node} node @returns {string[]} */
function wordsIn(node) {
  const own = ts.isIdentifier(node) ? [node.text] : [];
  return [...own, ...node.getChildren().flatMap(wordsIn)];
}

const index = path.join(types, 'index.d.ts');
const names = [...declarationsOf(index).exported.keys()].sort();
for (const name of names) reach(index, name);
const bodies = [...reached].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, text]) => `// ${key}\n${text}\n`);
const told = `Exports: ${names.join(', ')}\n\n${bodies.join('\n')}`;

if (!process.argv.includes('--check')) writeFileSync(report, told);
else if ((existsSync(report) ? readFileSync(report, 'utf8') : '') !== told) {
  const before = existsSync(report) ? readFileSync(report, 'utf8').split('\n') : [];
  const after = told.split('\n');
  for (const line of before.filter((one) => !after.includes(one))) console.error(`- ${line}`);
  for (const line of after.filter((one) => !before.includes(one))) console.error(`+ ${line}`);
  console.error('The public types have changed: if that is meant, write them anew with `npm run api`.');
  process.exitCode = 1;
}
