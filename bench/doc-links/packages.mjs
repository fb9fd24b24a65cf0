// The one place that says which versions are compared and whose documentation they read.

/** Checkers of links, as npm has them. */
export const CHECKERS = { 'remark-cli': '12.0.1', 'remark-validate-links': '13.1.0', rumdl: '0.2.75' };

/** Packages that ship their documentation as Markdown, and the folder that it lies in. */
export const WRITTEN = {
  '@ory/client': { version: '1.22.66', folder: '.' },
  next: { version: '16.4.6', folder: 'dist/docs' },
};

/** Packages whose declarations a page is generated from for each class, interface, function and type, and the file they lie in. */
export const DECLARED = {
  '@types/vscode': { version: '1.140.0', file: 'index.d.ts' },
  typescript: { version: '5.9.3', file: 'lib/typescript.d.ts' },
};

/** What generates those pages. */
export const GENERATORS = { typedoc: '0.28.20', 'typedoc-plugin-markdown': '4.14.1' };

/** All of them, as a `package.json` names them. @returns {Record<string, string>} */
export function dependencies() {
  const sources = Object.entries({ ...WRITTEN, ...DECLARED }).map(([name, { version }]) => [name, version]);
  return { ...CHECKERS, ...GENERATORS, ...Object.fromEntries(sources) };
}
