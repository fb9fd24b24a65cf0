// What the declarations of the package lead to from its index, declaration by declaration: by names, as none is used for two things.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** What a file of declarations has: by name, what is declared there, and what comes from elsewhere. */
class Declarations {
  /** @type {Map<string, ts.Statement[]>} */
  declared = new Map();
  /** @type {Map<string, { file: string, name: string }>} */
  imported = new Map();
  /** @type {Map<string, { file: string, name: string } | undefined>} */
  exported = new Map();
  /** @type {Set<string>} names of all three sorts that the index leads to */
  reached = new Set();

  /** @param {string} file */
  constructor(file) {
    this.source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
    for (const statement of this.source.statements) this.read(statement, file);
  }

  /** @param {ts.Statement} statement @param {string} file */
  read(statement, file) {
    if (ts.isImportDeclaration(statement)) {
      for (const one of elementsOf(statement)) this.imported.set(one.name.text, origin(one, statement, file));
    } else if (ts.isExportDeclaration(statement)) {
      const isHandedOn = statement.moduleSpecifier !== undefined;
      for (const one of elementsOf(statement))
        this.exported.set(one.name.text, isHandedOn ? origin(one, statement, file) : undefined);
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

/** @param {ts.ImportDeclaration | ts.ExportDeclaration} statement @returns {readonly (ts.ImportSpecifier | ts.ExportSpecifier)[]} */
function elementsOf(statement) {
  const bindings = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : statement.exportClause;
  return bindings !== undefined && (ts.isNamedImports(bindings) || ts.isNamedExports(bindings))
    ? bindings.elements
    : [];
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

/** Every name in a declaration; one that is declared nowhere leads nowhere. @param {ts.Node} node @returns {string[]} */
function wordsIn(node) {
  const own = ts.isIdentifier(node) ? [node.text] : [];
  return [...own, ...node.getChildren().flatMap(wordsIn)];
}

/** What the index leads to, file by file. */
class Reached {
  /** @type {Map<string, Declarations>} */
  files = new Map();

  /** @param {string} file @param {string} name @returns {void} */
  reach(file, name) {
    const here = this.files.get(file) ?? new Declarations(file);
    this.files.set(file, here);
    if (here.reached.has(name)) return;
    const elsewhere = here.imported.get(name) ?? here.exported.get(name);
    const statements = here.declared.get(name) ?? [];
    if (elsewhere === undefined && statements.length === 0) return;
    here.reached.add(name);
    if (elsewhere === undefined) for (const word of statements.flatMap(wordsIn)) this.reach(file, word);
    else if (elsewhere.file !== '') this.reach(elsewhere.file, elsewhere.name);
  }
}

/** By file, what the index leads to. @param {string} index @returns {ReadonlyMap<string, Declarations>} */
export function reachedTypes(index) {
  const reached = new Reached();
  for (const name of new Declarations(index).exported.keys()) reached.reach(index, name);
  return reached.files;
}

/** The text of a file with what is reached of it, and its comments. @param {Declarations} file */
export function reachedText({ source, reached }) {
  const texts = source.statements.map((one) =>
    ts.isImportDeclaration(one) || ts.isExportDeclaration(one)
      ? textOfPart(one, source, reached)
      : namesOf(one).some((name) => reached.has(name)) && one.getFullText(source),
  );
  return `${texts.filter(Boolean).join('').trim()}\n`;
}

/** @param {ts.ImportDeclaration | ts.ExportDeclaration} one @param {ts.SourceFile} source @param {ReadonlySet<string>} reached */
function textOfPart(one, source, reached) {
  const elements = elementsOf(one);
  const kept = elements.filter(({ name }) => reached.has(name.text));
  const text = one.getFullText(source);
  if (kept.length === 0 || kept.length === elements.length) return kept.length === 0 ? '' : text;
  const [first, last] = [elements[0], elements.at(-1)];
  const at = (/** @type {number | undefined} */ place) => (place ?? 0) - one.getFullStart();
  const names = kept.map((it) => it.getText(source)).join(', ');
  return text.slice(0, at(first?.getStart(source))) + names + text.slice(at(last?.end));
}
