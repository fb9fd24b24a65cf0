// What machines save that share results, and what servers cost that do not answer: `npm run bench:shared [-- --clones N --rounds N --quick]`.
// Prints two tables; a run that is not quick writes them to docs/shared-benchmarks.md. Servers that are not there are left out.

import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { change, ciEnvironment, cloneIn, lattice, makeProject, started } from './shared/lab.mjs';
import {
  nginxVersion,
  nobody,
  startNginx,
  startRelay,
  startSilent,
  startTrickling,
  startTurbo,
  turboFolder,
} from './shared/servers.mjs';
import { buildPackage } from './support/install.mjs';
import { machineLines } from './support/machine.mjs';
import { environment, middle } from './support/measure.mjs';
import { run } from './support/processes.mjs';

const { values } = parseArgs({
  options: { clones: { type: 'string' }, rounds: { type: 'string' }, quick: { type: 'boolean', default: false } },
});
const clones = Number(values.clones ?? (values.quick ? 2 : 10));
const rounds = Number(values.rounds ?? (values.quick ? 3 : 15));
const FILES = 500;
const SECONDS = 1;
/** Milliseconds, as the config has it where it says nothing. */
const BUDGET = 300;
const TOKEN = 'bench';

const begin = new Date();
const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-bench-')));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => process.exit(130));

const env = { ...environment(folder), TURBO_TOKEN: TOKEN };
const packageFolder = path.join(folder, 'lattice-hooks');
const versions = versionsThere();
const machine = machineLines(versions);
buildPackage(packageFolder, env);
const keys = JSON.parse(
  run(folder, env, process.execPath, path.join(packageFolder, 'dist/hot.cjs'), 'cache', 'keygen', '--report', 'json'),
);
const lab = { folder, packageFolder, env, keys };
/** @type {string[]} */
const remarks = [];
const text = page(await workOfClones(), await costOfServers());
console.log(`\n${text}`);
if (!values.quick) writeFileSync(path.resolve(import.meta.dirname, '../docs/shared-benchmarks.md'), text);

/** A line for each way to share: CI proves a commit, then each clone checks it. */
async function workOfClones() {
  const lines = [await workWith('nothing shared', undefined)];
  if (versions['nginx'] !== undefined) {
    const server = await startNginx(path.join(folder, 'nginx'));
    lines.push(await workWith('`http`, nginx', server, (url) => ({ store: 'http', url })));
    tellSizes(path.join(folder, 'nginx/objects'));
    await server.stop();
  }
  if (turboFolder() !== undefined) {
    const server = await startTurbo(path.join(folder, 'artifacts'), TOKEN);
    lines.push(
      await workWith('`turbo`, turborepo-remote-cache', server, (url) => ({
        store: 'turbo',
        team: 'bench',
        url,
        token: 'TURBO_TOKEN',
      })),
    );
    await server.stop();
  }
  lines.push(await workWith('`git`, a bare repository', undefined, () => ({ store: 'git' })));
  const head = ['results', 'programs started', 'time of all runs', 'one clone', 'requests', 'bytes up', 'bytes down'];
  return tableOf(head, lines);
}

/**
 * @param {string} title @param {import('./shared/servers.mjs').Server | undefined} server @param {(url: string) => object} [settingsOf]
 */
async function workWith(title, server, settingsOf) {
  const relay = server && (await startRelay(server.url));
  const shared = settingsOf?.(relay?.url ?? '');
  const name = title.replace(/\W+/g, '-');
  const { folder: place, root } = makeProject(lab, { name, files: FILES, seconds: SECONDS, shared });
  const args = ['run', 'all', '--all'];
  let all = await lattice(lab, root, args, shared && ciEnvironment(lab));
  /** @type {number[]} */
  const each = [];
  let fetched = 0;
  for (let at = 0; at < clones; at += 1) {
    const clone = cloneIn(lab, place, `clone-${at}`);
    if (title.startsWith('`git`')) {
      all += await lattice(lab, clone, ['cache', 'fetch']);
      fetched += bytesBelow(path.join(clone, '.git/lattice-hooks/results.git/objects'));
    }
    each.push(await lattice(lab, clone, args));
  }
  await relay?.stop();
  all += each.reduce((sum, one) => sum + one, 0);
  const { requests, sent, received } = relay?.traffic ?? { requests: 0, sent: 0, received: fetched };
  const isGit = fetched > 0;
  return [
    title,
    `${started(place)}`,
    `${(all / 1000).toFixed(1)} s`,
    `${middle(each).median.toFixed(0)} ms`,
    isGit ? `${clones + 1} fetches, 1 push` : `${requests}`,
    isGit ? bytes(bytesBelow(path.join(root, '.git/lattice-hooks/results.git/objects'))) : bytes(sent),
    bytes(received),
  ];
}

/** What a server costs a run that has something to do, beside the same run without one. */
async function costOfServers() {
  const [silent, trickling] = [await startSilent(), await startTrickling()];
  /** @type {Record<string, string | undefined>} */
  const servers = { none: undefined, refuses: await nobody(), 'says nothing': silent.url, trickles: trickling.url };
  const nginx = versions['nginx'] === undefined ? undefined : await startNginx(path.join(folder, 'other'));
  if (nginx !== undefined) servers['answers that it has nothing'] = nginx.url;
  const roots = Object.entries(servers).map(([name, url]) => {
    const shared = url === undefined ? undefined : { store: 'http', url };
    return { name, ...makeProject(lab, { name: `cost-${name.replaceAll(' ', '-')}`, files: 10, seconds: 0, shared }) };
  });
  /** @type {Record<string, number[]>} */
  const costs = {};
  // The first round fills caches.
  for (let round = 0; round <= rounds; round += 1) {
    for (const { name, root } of roots) {
      change(root, round);
      // One that was left alone would cost nothing.
      closeBreakers(path.join(root, '.git/lattice-hooks/shared'));
      const cost = await lattice(lab, root, ['run', 'all', '--all']);
      if (round > 0) costs[name] = [...(costs[name] ?? []), cost];
    }
  }
  for (const server of [silent, trickling, nginx]) await server?.stop();
  const without = costs['none'] ?? [];
  const lines = Object.keys(servers).map((name) => {
    const { median, spread } = middle(costs[name] ?? []);
    const more = middle((costs[name] ?? []).map((one, at) => one - (without[at] ?? 0))).median;
    const isWithin = more <= BUDGET + 100;
    const over = name === 'none' ? '' : `**${more.toFixed(0)} ms**${isWithin ? '' : ', missed'}`;
    return [
      name,
      `${median.toFixed(0)} ±${spread.toFixed(0)} ms`,
      over,
      name === 'none' ? '' : `at most ${BUDGET + 100} ms`,
    ];
  });
  return tableOf(['a server that', 'a run', 'more than without', 'wanted'], lines);
}

/** @param {string} place */
function closeBreakers(place) {
  if (!existsSync(place)) return;
  for (const name of readdirSync(place).filter((one) => one.startsWith('breaker-'))) rmSync(path.join(place, name));
}

/** Sizes of entries, by which paper figures are made. @param {string} objects */
function tellSizes(objects) {
  const sizes = filesBelow(objects).map((file) => statSync(file).size);
  sizes.sort((a, b) => a - b);
  const [small = 0, large = 0] = [sizes[0], sizes.at(-1)];
  remarks.push(
    `The entry of a task that is remembered as a whole has ${small} bytes, that of one with ${FILES} files ${large}: ${((large - small) / FILES).toFixed(0)} for each file.`,
  );
}

/** @param {string} work @param {string} cost */
function page(work, cost) {
  const minutes = ((Date.now() - begin.getTime()) / 60_000).toFixed(1);
  return `# What sharing results saves, and what it costs

How much less runs where results are shared, and what asking for them costs.
Written by \`npm run bench:shared\` on ${begin.toISOString().slice(0, 10)}, in ${minutes} minutes.
[shared-results.md](shared-results.md) says how to set it up.

## ${clones} clones of one commit, after CI has proven it

${work}

- Two tasks of ${SECONDS} s each, one of them file by file over ${FILES} files, in a run of CI and one in each clone, one after the other. They stand for real ones, which take longer: what is shared does not grow with that.
- Requests and bytes are those of all runs together, headers included, at a relay before the server. For \`git\` they are what came into the repositories that fetch; a fetch is one connection, and it is made beside git and not in a hook: its time is in that of all runs, and not in that of a clone.
${remarks.map((remark) => `- ${remark}\n`).join('')}
## A server that does not answer

${cost}

Medians of ${rounds} interleaved rounds of a run with two tasks that do nothing, start of Node included, ± half the distance between the quartiles; the difference is taken in each round.
The budget is that of a config that says nothing: ${BUDGET} ms.
The breaker was reset before each run: after two such runs the server would be left alone for five minutes, and cost nothing.

## Where

${machine.join('\n')}

Next: [deployments](deploy.md), to Cloud Run and ECS.
`;
}

function versionsThere() {
  const turbo = turboFolder();
  const nginx = nginxVersion();
  return {
    ...(nginx === undefined ? {} : { nginx }),
    ...(turbo === undefined
      ? {}
      : { 'turborepo-remote-cache': JSON.parse(readFileSync(path.join(turbo, 'package.json'), 'utf8')).version }),
  };
}

/** @param {readonly string[]} head @param {readonly (readonly string[])[]} lines */
function tableOf(head, lines) {
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** @param {number} count */
function bytes(count) {
  return count < 10_000 ? `${count} B` : `${(count / 1000).toFixed(0)} kB`;
}

/** @param {string} place */
function bytesBelow(place) {
  return filesBelow(place).reduce((sum, file) => sum + statSync(file).size, 0);
}

/** @param {string} place @returns {string[]} */
function filesBelow(place) {
  return readdirSync(place, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.path, entry.name));
}
