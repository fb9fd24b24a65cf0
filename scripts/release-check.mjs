// Whether a tag may be released: `node scripts/release-check.mjs v1.2.3`. It is the version of package.json and of the lock
// file, and CHANGELOG.md has a section for it that says something.

import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const [tag = ''] = process.argv.slice(2);
const { version } = JSON.parse(text('package.json'));
const locked = JSON.parse(text('package-lock.json')).version;
const problems = [
  ...(tag === `v${version}` ? [] : [`the tag is \`${tag}\`, and package.json has ${version}`]),
  ...(locked === version ? [] : [`package-lock.json has ${locked}, and package.json ${version}: run \`npm install\``]),
  ...(hasSection(version) ? [] : [`CHANGELOG.md has no section \`## ${version}\` that says something`]),
];
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else console.log(`${tag} may be released`);

/** @param {string} file */
function text(file) {
  return readFileSync(path.join(root, file), 'utf8');
}

/** @param {string} wanted */
function hasSection(wanted) {
  const sections = text('CHANGELOG.md').split(/^## /m).slice(1);
  const found = sections.find((section) => section.split(/[\s\]]/)[0]?.replace('[', '') === wanted);
  return found !== undefined && /^[-*] \S/m.test(found);
}
