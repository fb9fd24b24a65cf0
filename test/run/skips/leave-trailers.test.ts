import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saysSkips } from '../../../src/core/hooks/needed.ts';
import { hookRequest } from '../../../src/run/hook-request.ts';
import { leaveTrailers } from '../../../src/run/skips/leave-trailers.ts';
import { makePushLab, type PushLab } from '../../support/push-lab.ts';

const TIERS = { fast: { on: ['pre-commit'], tasks: { lint: { run: 'true' }, types: { run: 'true' } } } };
const CONFIG = JSON.stringify({ skips: { trailer: true }, tiers: TIERS });

let lab: PushLab;
beforeEach(() => {
  lab = makePushLab();
  lab.repository.commit({ '.lattice-hooksrc.json': CONFIG });
});
afterEach(() => lab.repository.remove());

const LINT = [{ task: 'lint', by: 'env', reason: 'it is down' }] as const;

/** The message after a hook that accepted what is staged with these skips. */
async function told(message: string, skips: typeof LINT | readonly []): Promise<string> {
  lab.repository.git('add', '--all');
  const request = { ...hookRequest('pre-commit', []), selection: { type: 'staged' }, skips } as const;
  await lab.run(request);
  lab.repository.write('.git/MESSAGE', message);
  const prepared = await lab.ready(await lab.scene({ type: 'staged' }), request);
  const tiers = prepared.plan.tiers.filter(saysSkips);
  await leaveTrailers(tiers, '.git/MESSAGE', prepared.scene, lab.world);
  return lab.repository.read('.git/MESSAGE');
}

describe('leaveTrailers', () => {
  it('says what the tree was accepted without, below what somebody wrote', async () => {
    lab.repository.write('a.txt', '1');

    expect(await told('Übung\n', LINT)).toBe('Übung\n\nSkipped-checks: lint (it is down)\n');
  });

  it('says so as well where the commit is amended and gets another message', async () => {
    lab.repository.write('a.txt', '1');
    await told('x\n', LINT);
    lab.repository.git('commit', '-q', '--no-verify', '-m', 'x');

    expect(await told('y\n', [])).toBe('y\n\nSkipped-checks: lint (it is down)\n');
  });

  it('says it in a first commit, whose ids may be longer', async () => {
    lab.repository.remove();
    lab = makePushLab({ sha256: true });
    lab.repository.write('.lattice-hooksrc.json', CONFIG);

    expect(await told('x\n', LINT)).toContain('Skipped-checks: lint');
  });

  it('says it at the end, whatever a line of dashes ends elsewhere', async () => {
    lab.repository.write('a.txt', '1');

    expect(await told('x\n\n---\ny\n', LINT)).toBe('x\n\n---\ny\n\nSkipped-checks: lint (it is down)\n');
  });

  it('takes back what is not true any more', async () => {
    lab.repository.write('a.txt', '1');

    expect(await told('x\n\nSkipped-checks: lint (before)\nSkipped-checks: other\n', [])).toBe(
      'x\n\nSkipped-checks: other\n',
    );
  });

  it.each(['', '\n# a comment\n'])('writes nothing where nobody has written anything: %j', async (message) => {
    lab.repository.write('a.txt', '1');

    expect(await told(message, LINT)).toBe(message);
  });

  it('writes nothing into a template that stays as it is', async () => {
    lab.repository.write('a.txt', '1');
    lab.repository.write('../template', 'Why:\n');
    lab.repository.git('config', 'commit.template', '../template');

    expect(await told('Why:\n', LINT)).toBe('Why:\n');
    expect(await told('Why: that\n', LINT)).toContain('Skipped-checks: lint');
  });
});
