// Writes `src/workflow-lint/known-actions.json`: inputs, outputs and runtimes of actions that many use, major by major.
// `node scripts/known-actions.mjs CLONE...` takes clones with all tags, in folders `owner+name` or `owner+name/repo`.
// Inputs and outputs are all that any version of a major had; the runtime is that of the tag `vN`, else of the newest version.
// Actions of which no clone is given stay as they are.

import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

/** Folders of a repository that hold actions, where it is not the top alone. */
const FOLDERS = {
  'actions/cache': ['', 'restore', 'save'],
  'actions/upload-artifact': ['', 'merge'],
  'github/codeql-action': ['init', 'autobuild', 'analyze', 'upload-sarif'],
};

const file = path.resolve(import.meta.dirname, '../src/workflow-lint/known-actions.json');
/** @type {Record<string, Record<string, { using: string, inputs: string[], outputs: string[] }>>} */
const known = JSON.parse(readFileSync(file, 'utf8'));
for (const clone of process.argv.slice(2)) addActions(clone);
const lines = Object.keys(known)
  .sort()
  .map((name) => {
    const majors = Object.entries(known[name] ?? {}).sort(
      ([one], [other]) => Number(one.slice(1)) - Number(other.slice(1)),
    );
    return `  ${JSON.stringify(name)}: {\n${majors.map(([major, one]) => `    ${JSON.stringify(major)}: ${JSON.stringify(one)}`).join(',\n')}\n  }`;
  });
writeFileSync(file, `{\n${lines.join(',\n')}\n}\n`);

/** @param {string} clone */
function addActions(clone) {
  const folder = path.basename(clone) === 'repo' ? path.dirname(clone) : clone;
  const repository = path.basename(folder).replace('+', '/');
  const tags = git(clone, 'tag')
    .split('\n')
    .filter((tag) => /^v\d+(\.\d+)*$/.test(tag));
  tags.sort((one, other) => one.localeCompare(other, 'en', { numeric: true }));
  const folders = /** @type {Record<string, string[]>} */ (FOLDERS)[repository] ?? [''];
  for (const inside of folders) {
    const majors = majorsOf(clone, tags, inside);
    if (Object.keys(majors).length > 0) known[[repository, inside].filter(Boolean).join('/')] = majors;
  }
}

/** @param {string} clone @param {readonly string[]} tags @param {string} inside */
function majorsOf(clone, tags, inside) {
  /** @type {Record<string, { using: string, inputs: string[], outputs: string[] }>} */
  const majors = {};
  // What people name most is a tag such as `v4` that moves, or is forgotten.
  const moving = new Map();
  for (const tag of tags) {
    const found = metadata(clone, tag, inside);
    if (found === undefined) continue;
    const [major = ''] = tag.split('.');
    const { inputs, outputs } = majors[major] ?? { inputs: [], outputs: [] };
    if (tag === major) moving.set(major, found.using);
    majors[major] = {
      using: moving.get(major) ?? found.using,
      inputs: [...new Set([...inputs, ...found.inputs])].sort(),
      outputs: [...new Set([...outputs, ...found.outputs])].sort(),
    };
  }
  return majors;
}

/** @param {string} clone @param {string} tag @param {string} folder */
function metadata(clone, tag, folder) {
  for (const name of ['action.yml', 'action.yaml']) {
    const { stdout, status } = spawnSync('git', ['show', `${tag}:${[folder, name].filter(Boolean).join('/')}`], {
      cwd: clone,
      encoding: 'utf8',
    });
    if (status !== 0) continue;
    const { inputs, outputs, runs } = parse(stdout);
    const namesOf = (/** @type {object | null | undefined} */ one) =>
      Object.keys(one ?? {}).map((key) => key.toLowerCase());
    return { using: String(runs?.using), inputs: namesOf(inputs), outputs: namesOf(outputs) };
  }
  return undefined;
}

/** @param {string} clone @param {string[]} args */
function git(clone, ...args) {
  const { stdout, stderr, status } = spawnSync('git', args, { cwd: clone, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`${clone}: ${stderr}`);
  return stdout;
}
