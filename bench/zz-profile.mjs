// Where a commit with real tools spends its time: records of ours beside the same tools by hand.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, symlinkSync, mkdirSync, writeFileSync, readFileSync, appendFileSync } from 'node:fs';
import path from 'node:path';
import { environment } from './support/measure.mjs';
import { installTools } from './support/install.mjs';
import { byHandIn, listStageable, makeRealRepository, TOOLS } from './support/real-repository.mjs';
const folder = realpathSync(mkdtempSync('/tmp/lead/prof-'));
const tools = installTools(folder, environment(folder));
const template = path.join(folder, 'real');
makeRealRepository(tools, template);
const hand = byHandIn(template); const env = tools.env;
const root = path.resolve(import.meta.dirname, '..');
const git = (...a) => execFileSync('git', a, { cwd: hand, env, encoding: 'utf8' });
const time = (f) => { const t = process.hrtime.bigint(); f(); return Math.round(Number(process.hrtime.bigint() - t) / 1e6); };
const sh = (c) => { const r = spawnSync('sh', ['-c', c], { cwd: hand, env, encoding: 'utf8' }); if (r.status) console.log('!!', c.slice(0, 80), r.stdout.slice(0, 300), r.stderr.slice(0, 300)); };
try { symlinkSync(realpathSync(root), path.join(hand, 'node_modules/lattice-hooks')); } catch (e) { console.log(String(e)); }
writeFileSync(path.join(hand, '.gitignore'), 'node_modules\n');
writeFileSync(path.join(hand, '.lattice-hooksrc.json'), JSON.stringify({ tiers: { fast: { on: ['pre-commit'], tasks: { eslint: { uses: 'eslint' }, prettier: { uses: 'prettier' }, links: { run: [...TOOLS[2].words, '{files}'], files: '**/*.md', scope: 'file' } } } } }));
git('add', '-A'); git('-c', 'core.hooksPath=/dev/null', 'commit', '-qm', 'config');
execFileSync(process.execPath, [path.join(root, 'dist/hot.cjs'), 'install'], { cwd: hand, env, stdio: 'ignore' });
for (const count of [1, 20, 200]) for (let round = 0; round < (count === 200 ? 2 : 3); round++) {
  const files = listStageable(hand, env, count); const of = (t) => files.filter((f) => t.extensions.some((e) => f.endsWith('.' + e))).join(' ');
  for (const f of files) appendFileSync(path.join(hand, f), f.endsWith('.md') ? `\nround ${count} ${round}\n` : `// round ${count} ${round}\n`);
  git('add', '-A');
  const alone = Object.fromEntries(TOOLS.filter((t) => of(t)).map((t) => [t.name, time(() => sh(`${t.words.join(' ')} ${of(t)}`))]));
  const bare = time(() => sh(TOOLS.filter((t) => of(t)).map((t) => `${t.words.join(' ')} ${of(t)} &`).join('\n') + '\nwait'));
  const plain = time(() => { git('-c', 'core.hooksPath=/dev/null', 'commit', '-qm', 'x'); }); git('reset', '-q', '--soft', 'HEAD~');
  const hook = time(() => { const r = spawnSync('git', ['commit', '-qm', 'x'], { cwd: hand, env, encoding: 'utf8' }); if (r.status) console.log(r.stdout, r.stderr); });
  const record = JSON.parse(execFileSync(process.execPath, [path.join(root, 'dist/hot.cjs'), 'report', '--report', 'json'], { cwd: hand, env, encoding: 'utf8' }));
  console.log(count, { alone, bare, hook: hook - plain, ratio: ((hook - plain) / bare).toFixed(2), run: record.durationMs, checks: record.checks.map((c) => `${c.task} ${c.startedMs}+${c.durationMs} ${c.filesRun}/${c.files}`) });
}
rmSync(folder, { recursive: true, force: true });
