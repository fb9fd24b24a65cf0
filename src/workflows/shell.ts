/** A word as bash takes it literally. */
export function shellWord(word: string): string {
  return /^[\w@%+=:./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** How the installed package is started, by what installs packages: never one that is fetched for it. */
export function toolCommand(install: readonly string[]): string {
  const starts = install.map((command) => /^\S+/.exec(command.trim())?.[0] ?? '');
  if (starts.includes('pnpm')) return 'pnpm exec lattice-hooks';
  if (starts.includes('yarn')) return 'yarn run lattice-hooks';
  return starts.includes('bun') ? 'bunx --no-install lattice-hooks' : 'npx --no-install lattice-hooks';
}
