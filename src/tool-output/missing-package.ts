const MISSING = [
  /Cannot find (?:package|module|dependency) '([^']+)'/,
  /Test environment (\S+) cannot be found/,
  /Preset (\S+) not found/,
  /Failed to load rule module: (\S+)/,
];

/** The command that installs the npm package whose absence a Node tool complains of; undefined when it does not. */
export function missingPackageHint(output: string): string | undefined {
  const specifier = MISSING.map((pattern) => pattern.exec(output)?.[1]).find((found) => found !== undefined);
  const name = specifier === undefined ? undefined : packageName(specifier);
  return name === undefined ? undefined : `install it with: npm i -D ${name}`;
}

/** The package of a bare specifier such as `@scope/name/sub/path`; undefined for files and Node's own modules. */
function packageName(specifier: string): string | undefined {
  return /^(?:@[a-z0-9~-][\w.~-]*\/)?[a-z0-9~-][\w.~-]*(?=\/|$)/.exec(specifier)?.[0];
}
