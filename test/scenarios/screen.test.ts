import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeProject, type Project } from '../support/project.ts';
import { ENDED, openScreen, type Screen } from '../support/screen.ts';

// A commit in a real terminal, with the packed package in its hook.

const tasks = {
  quick: { run: ['sh', '-c', 'echo "a.txt:1:3: odd"; exit 1'], files: '*.txt' },
  slow: { run: ['sh', '-c', 'sleep 60'], files: '*.txt', needs: ['wait'] },
  wait: { run: ['sh', '-c', 'sleep 60'], files: '*.txt' },
};

let project: Project;
let screen: Screen | undefined;
beforeAll(() => {
  project = makeProject({ 'a.txt': 'begin\n' }, { tiers: { fast: { on: 'pre-commit', budget: '1h', tasks } } });
});
afterEach(() => screen?.close());
afterAll(() => project.remove());

function commit(options: readonly string[], size: { readonly width: number; readonly height: number }): Screen {
  const kept = Object.entries({ ...project.env, LC_ALL: 'C.UTF-8', TERM: 'xterm-256color' }).filter(
    ([name]) => !/^(VITEST|NODE_|TEST$|COVERAGE|CI$|TMUX|FORCE_|NO_COLOR)/.test(name),
  );
  const variables = kept.map(([name, value]) => `${name}=${value}`);
  screen = openScreen(
    ['env', '-i', ...variables, 'git', '-C', project.root, 'commit', '-qm', 'a change', ...options],
    size,
  );
  return screen;
}

describe('a commit in a terminal', () => {
  it('shows what it waits for, and is gone without a trace after Ctrl-C', async () => {
    project.write('a.txt', 'staged\n');
    project.git('add', 'a.txt');
    project.write('a.txt', 'on disk\n');
    const shown = commit([], { width: 40, height: 30 });
    const board = await shown.until((text) => /^✗ quick/m.test(text) && text.includes('▸ wait'));
    expect(board.replace(/, \d+ s$|[\d.]+ m?s$/m, '')).toMatch(
      /^✗ quick {2}1 finding.*\n· slow {2}waits for wait\n▸ wait {2}1 file, checking.*\nfast: \d+ s of its budget of 60 min$/m,
    );
    shown.press('C-c');
    // Git is gone at once, and the shell is back; the hook puts everything back, and says how it ended.
    const left = await shown.until((text) => text.includes(ENDED) && text.includes('git commit'));
    expect(left).not.toMatch(/[▸·]|budget/);
    expect(left).toContain(`${ENDED} 130`);
    expect(left).toContain('a.txt:1:3  odd\n      staged\n        ^\n');
    expect(shown.isCursorVisible()).toBe(true);
    expect(project.read('a.txt')).toBe('on disk\n');
  });

  it('leaves no lock behind that git has taken away after Ctrl-C', async () => {
    const shown = commit(['-a'], { width: 80, height: 24 });
    await shown.until((text) => text.includes('▸ wait'));
    shown.press('C-c');
    await shown.until((text) => text.includes(ENDED) && text.includes('git commit'));
    expect(project.git('status', '--short')).toBe('MM a.txt');
    expect(existsSync(path.join(project.root, '.git/index.lock'))).toBe(false);
  });

  it('says nothing but what an agent asked for', () => {
    const { stdout, stderr } = project.start(['git', 'commit', '-qm', 'a change'], {
      env: { LATTICE_HOOKS_REPORT: 'agent', LATTICE_HOOKS_SKIP: 'slow,wait' },
    });
    const said = `${stdout}${stderr}`.replace(/[\d.]+ m?s\)/, 'some time)');
    expect(said).toBe(
      [
        'refused: quick (1 check, skipped: slow, wait, some time)',
        'quick: 1 finding',
        'a.txt:1:3 odd',
        'repeat: npx lattice-hooks run fast --only quick --staged',
        '',
      ].join('\n'),
    );
  });
});
