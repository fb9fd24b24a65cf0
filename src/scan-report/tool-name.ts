/** The name of a tool as rules and the config write it: in lower case, blanks as `-`. */
export function toolName(name: string): string {
  return name.trim().toLowerCase().replace(/\s+/g, '-');
}

/** Whether a file's name has the name of the tool in it, as words: `out/pip-audit.json`, `report-gitleaks.sarif`. */
export function isNamedAfter(path: string, tool: string): boolean {
  const words = path
    .slice(path.lastIndexOf('/') + 1)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  return `-${words}-`.includes(`-${tool}-`);
}
