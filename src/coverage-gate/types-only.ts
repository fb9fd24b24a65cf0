/** Statements that a compiler leaves nothing of, or that only load: what they begin with. */
const TYPE_STATEMENT =
  /^(?:export\s+)?(?:default\s+)?(?:declare\s|interface\s|type\s+[\w$]+\s*[=<])|^(?:import|export)\s+type\b|^import\b(?!\s*\()|^export\s*\{\s*\}/;
/** A line that begins like this goes on with the statement before it; no statement of JavaScript begins so. */
const GOES_ON = /^(?:[|&?:=,>)}\]]|extends\b|from\b)/;
/** A line that ends like this goes on in the next. */
const UNFINISHED = /(?:[=|&?:,<(]|=>|\bextends|\bkeyof|\btypeof|\binfer|\bfrom|\btype|\binterface|\bexport|\bimport)$/;

/** Declarations that end with their closing brace, whatever follows on the line. */
const CLOSED_BY_BRACE = /^\s*(?:export\s+)?(?:default\s+)?(?:interface|declare\s+(?:global|module|namespace))\b[^\n]*$/;
const DEPTH: ReadonlyMap<string, number> = new Map([
  ['{', 1],
  ['(', 1],
  ['[', 1],
  ['}', -1],
  [')', -1],
  [']', -1],
]);

/**
 * Whether a TypeScript file holds nothing but types, so that no coverage tool finds a line in it. In doubt it does not:
 * the file is then expected in the report. Imports alone make no file of types.
 */
export function isTypesOnly(text: string): boolean {
  const statements = topLevelStatements(blankOut(text));
  return (
    statements.every((statement) => TYPE_STATEMENT.test(statement)) &&
    statements.some((statement) => !/^import\b(?!\s+type\b)/.test(statement))
  );
}

/** Comments become blanks, and strings empty ones. */
function blankOut(text: string): string {
  return text.replace(
    /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\[\s\S]|[^'\\\n])*'|"(?:\\[\s\S]|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`/g,
    (match) => (match.startsWith('/') ? ' ' : "''"),
  );
}

/** Pieces of the text between semicolons and line ends that stand in no bracket. */
function topLevelStatements(text: string): readonly string[] {
  const statements: string[] = [];
  let depth = 0;
  let current = '';
  for (const piece of text.split(/([{}()[\];\n])/)) {
    depth += DEPTH.get(piece) ?? 0;
    const isEnd = depth <= 0 && (piece === ';' || (piece === '}' && CLOSED_BY_BRACE.test(current)));
    const isBreak = depth <= 0 && piece === '\n' && !UNFINISHED.test(current.trimEnd());
    current += piece === '\n' && !isBreak ? ' ' : piece.replace(';', '');
    if (!isEnd) continue;
    statements.push(current);
    current = '';
  }
  return [...statements, current].flatMap(splitAtLines);
}

/** Lines that do not go on with the one before are statements of their own. */
function splitAtLines(text: string): readonly string[] {
  const statements: string[] = [];
  for (const line of text.split('\n').map((one) => one.trim())) {
    const previous = statements.at(-1);
    if (line === '') continue;
    if (previous !== undefined && GOES_ON.test(line)) statements[statements.length - 1] = `${previous} ${line}`;
    else statements.push(line);
  }
  return statements;
}
