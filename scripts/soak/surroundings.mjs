// What a verdict depends on besides the files of the repository: configs, tools, packages, variables, settings of git.

import { existsSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { changedConfig, firstConfig, localConfig, nestedConfig, otherTasks } from './config.mjs';
import { indexOf } from './state.mjs';
import { pickRule, RULES, textOf, withEnds } from './texts.mjs';
import { toolText, VERSIONS, writeProgram } from './tools.mjs';
import { FOLDERS, git, installPackage, mainRoot, run, tryGit, writeFile } from './world.mjs';

/** @typedef {import('../support/random.mjs').Random} Random */
/** @typedef {import('./tools.mjs').Tool} Tool */
/** @typedef {import('./world.mjs').World} World */

/** Tools that come in several versions. */
const TOOLS = /** @type {const} */ (['soak-check', 'soak-check', 'soak-scan', 'soak-tidy', 'soak-build']);

/** @type {Readonly<Record<string, (world: World, random: Random) => string | undefined>>} */
export const SURROUNDINGS = {
  'set a declared variable': (world, random) =>
    setVariable(world, random.pick(['RULE_ENV', 'RULE_ENV', 'SCAN_ENV']), random),
  'set an undeclared variable': (world, random) =>
    setVariable(world, random.pick(['UNDECLARED', 'UNDECLARED', 'UNDECLARED', 'PASSED', 'RULE_OTHER']), random),
  'replace a tool': (world, random) => {
    const tool = random.pick(TOOLS);
    const files = placesOf(world, tool).filter((file) => existsSync(file));
    const file = files[0] ?? path.join(world.folder, 'second', tool);
    const version = pickRule(world, random, VERSIONS[tool]);
    const times = existsSync(file) ? statSync(file) : undefined;
    writeProgram(file, toolText(world.folder, tool, version));
    // Of the same size, and often with the time of the old one.
    if (times !== undefined && random.isIn(0.5)) utimesSync(file, times.atime, times.mtime);
    return `${path.relative(world.folder, file)}: ${version}`;
  },
  'put a tool before others': (world, random) => {
    const tool = random.pick(TOOLS);
    const file = random.pick(placesOf(world, tool).slice(0, 2));
    const version = pickRule(world, random, VERSIONS[tool]);
    if (existsSync(file)) rmSync(file);
    else writeProgram(file, toolText(world.folder, tool, version));
    return `${path.relative(world.folder, file)}: ${existsSync(file) ? version : 'gone'}`;
  },
  'remove a tool': (world, random) => {
    const tool = random.pick(TOOLS);
    const file = placesOf(world, tool).find((place) => existsSync(place));
    if (file !== undefined) rmSync(file);
    return file && path.relative(world.folder, file);
  },
  'install another package': (world, random) => {
    const rule = pickRule(world, random, ['r0', 'r1', 'x0', 'x1']);
    installPackage(world, rule);
    return rule;
  },
  'set content filters': (world, random) => {
    const filters = { autocrlf: random.isIn(0.4), attributes: random.isIn(0.4) };
    Object.assign(world.filters, filters);
    git(world, ['config', 'core.autocrlf', `${filters.autocrlf}`]);
    const lines = filters.attributes ? 'src/** text eol=crlf\n' : '';
    writeFileSync(path.join(mainRoot(world), '.git/info/attributes'), lines);
    rewriteEnds(world);
    return JSON.stringify(filters);
  },
  'edit the config': (world, random) => {
    const config = changedConfig(readConfig(world), random);
    writeFile(world, '.lattice-hooksrc.json', `${JSON.stringify(config, null, 2)}\n`);
    if (random.isIn(0.7)) git(world, ['add', '--', '.lattice-hooksrc.json']);
    return JSON.stringify(config.tiers);
  },
  'add or drop a task': (world, random) => {
    const config = otherTasks(readConfig(world), random);
    writeFile(world, '.lattice-hooksrc.json', `${JSON.stringify(config, null, 2)}\n`);
    if (random.isIn(0.8)) git(world, ['add', '--', '.lattice-hooksrc.json']);
    return JSON.stringify(Object.values(config.tiers).map(({ tasks }) => Object.keys(tasks)));
  },
  'edit the local config': (world, random) => {
    const file = '.lattice-hooksrc.local.json';
    const config = JSON.stringify(localConfig(random));
    const isThere = existsSync(path.join(world.root, file));
    if (isThere && random.isIn(0.7)) rmSync(path.join(world.root, file));
    else writeFile(world, file, config);
    return existsSync(path.join(world.root, file)) ? config : 'gone';
  },
  'edit a nested config': (world, random) => {
    const file = 'pkg/.lattice-hooksrc.json';
    const config = JSON.stringify(nestedConfig(random));
    if (existsSync(path.join(world.root, file)) && random.isIn(0.5)) rmSync(path.join(world.root, file));
    else writeFile(world, file, config);
    if (random.isIn(0.6)) tryGit(world, ['add', '--all', '--', 'pkg']);
    return existsSync(path.join(world.root, file)) ? config : 'gone';
  },
  'change what nobody declared': (world, random) => {
    const word = pickRule(world, random, RULES);
    writeFileSync(path.join(world.folder, 'home/mood'), `${word}\n`);
    return word;
  },
  'forget all passes': (world) => {
    const { code } = run(world, [process.execPath, world.program, 'cache', 'clear']);
    return `\`cache clear\` ended with ${code}`;
  },
};

/** What tools would forbid by it, where that is not what rules forbid. @type {Readonly<Record<string, readonly string[]>>} */
const VALUES = { SCAN_ENV: ['0', '1'], UNDECLARED: ['r0', 'r1', 'r2', '0', '1'] };

/** @param {World} world @param {string} name @param {Random} random */
function setVariable(world, name, random) {
  const value = random.isIn(0.3) ? '' : pickRule(world, random, VALUES[name] ?? ['r0', 'r1', 'r2']);
  if (value === '') delete world.variables[name];
  else world.variables[name] = value;
  return `${name}=${value}`;
}

/** Where a tool may be, the place that counts first. @param {World} world @param {Tool} tool */
function placesOf({ folder, root }, tool) {
  return [path.join(root, 'node_modules/.bin', tool), ...FOLDERS.map((name) => path.join(folder, name, tool))];
}

/** Writes all texts with the ends of lines that git writes here. @param {World} world */
export function rewriteEnds(world) {
  const untracked = git(world, ['ls-files', '--others', '--exclude-standard', '-z']).split('\0').slice(0, -1);
  for (const file of [...indexOf(world).keys(), ...untracked]) {
    const text = file.endsWith('.txt') ? textOf(world, file) : undefined;
    if (text !== undefined) writeFile(world, file, withEnds(world, file, text));
  }
  tryGit(world, ['update-index', '-q', '--refresh']);
}

/** @param {World} world @returns {import('./config.mjs').Config} */
function readConfig({ root }) {
  const file = path.join(root, '.lattice-hooksrc.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : firstConfig();
}
