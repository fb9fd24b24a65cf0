import { describe, expect, it } from 'vitest';
import type { RunRecord } from '../../src/core/record.ts';
import github from '../../src/reports/github.ts';
import { aCheck, aFailure, aFinding, aGate, aRecord, aRefusal, everyEnding } from '../support/records.ts';
import { SCENES } from '../support/report-scenes.ts';

/** A workflow command as GitHub's runner reads it. */
function commandsIn(text: string) {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [, level = '', properties = '', message = ''] = /^::(\w+) ([^:]*)::(.*)$/.exec(line) ?? [];
      const entries = properties.split(',').map((property) => property.split('='));
      return {
        level,
        ...Object.fromEntries(entries.map(([key, value = '']) => [key, decodeURIComponent(value)])),
        message,
      };
    });
}

const shown = (...records: readonly RunRecord[]) => commandsIn(github.render(records));
const many = (count: number, severity: 'error' | 'warning', file = 'src/a.ts') =>
  Array.from({ length: count }, (_, index) => aFinding({ severity, file, line: index + 1 }));

describe('github', () => {
  it('tells every way to end', async () => {
    await expect(github.render([everyEnding()])).toMatchFileSnapshot('golden/every-ending.github.txt');
  });

  it('says where and by whom, in properties', () => {
    expect(shown(aRefusal({ checks: [aFailure({ findings: [aFinding({ rule: 'no-x' })] })] }))).toEqual([
      { level: 'error', file: 'src/a.ts', line: '3', col: '7', title: 'lint: no-x', message: 'this is never used' },
    ]);
  });

  it('escapes what would end a message, a property or a command', () => {
    const finding = aFinding({ file: 'a,b:c%.ts', message: '50%\r\n::error::x,y: z' });
    expect(github.render([aRefusal({ checks: [aFailure({ task: 'a:b,c', findings: [finding] })] })])).toBe(
      '::error file=a%2Cb%3Ac%25.ts,line=3,col=7,title=a%3Ab%2Cc::50%25%0D%0A::error::x,y: z\n',
    );
  });

  it('begins no other command, whatever a record holds', () => {
    for (const records of Object.values(SCENES)) {
      const lines = github.render(records).split('\n').slice(0, -1);
      expect(lines.filter((line) => !/^::(error|warning) [^:]*title=[^:]*::/.test(line))).toEqual([]);
    }
  });

  it('keeps to ten errors and ten warnings, and says in the last of each what is left out', () => {
    const findings = [...many(25, 'warning'), ...many(47, 'error')];
    const commands = shown(aRefusal({ checks: [aFailure({ findings })] }));
    expect(commands.map(({ level }) => level)).toEqual([...Array(10).fill('error'), ...Array(10).fill('warning')]);
    expect(commands.map(({ message }) => message).filter((message) => message.includes('more'))).toEqual([
      'this is never used%0Aand 37 more errors, see the summary of the step',
      'this is never used%0Aand 15 more warnings, see the summary of the step',
    ]);
  });

  it('says nothing of what is left out where nothing is', () => {
    const commands = shown(aRefusal({ checks: [aFailure({ findings: many(10, 'error') })] }));
    expect(commands.map(({ message }) => message)).toEqual(Array(10).fill('this is never used'));
  });

  it('lets nothing that only warns take the place of what refuses', () => {
    const warning = aFailure({ task: 'spelling', warn: true, findings: many(30, 'error', 'b.ts') });
    const gate = aGate({
      gate: 'findings',
      findings: [aFinding({ message: 'blocking' }), aFinding({ severity: 'warning' })],
    });
    const commands = shown(aRefusal({ checks: [warning], gates: [gate] }));
    expect(commands[0]).toMatchObject({ level: 'error', title: 'findings', message: 'blocking' });
    expect(commands.filter(({ level }) => level === 'error')).toHaveLength(1);
  });

  it('names what refuses without an error of its own, and how to see it again', () => {
    const checks = [
      aFailure({ task: 'lint', findings: many(1, 'warning') }),
      aFailure({ task: 'build', findings: [] }),
      aCheck({ task: 'types', status: 'broken', message: 'no tsc' }),
      aCheck({ task: 'tests', status: 'cancelled' }),
    ];
    const errors = shown(aRefusal({ checks, refusals: ['nothing is left'] })).filter(({ level }) => level === 'error');
    const again = (task: string) => `%0Aagain: npx lattice-hooks run fast --only ${task} --staged`;
    expect(errors.map(({ message }) => message)).toEqual([
      'nothing is left',
      `1 finding, 380 ms${again('lint')}`,
      `failed, 380 ms${again('build')}`,
      `no tsc${again('types')}`,
      `stopped before it ended${again('tests')}`,
    ]);
  });

  it('says the same of several refs once', () => {
    const of = (ref: string) => aRefusal({ ref, checks: [aFailure()] });
    expect(shown(of('refs/heads/a'), of('refs/heads/a'))).toHaveLength(1);
  });

  it('says nothing of what passed', () => {
    expect(github.render([aRecord({ checks: [aCheck()], gates: [aGate({ status: 'passed' })] })])).toBe('');
  });

  it('has the verdict for the summary of the step, in as many bytes as there is room', () => {
    const { variable, most, render } = github.addition;
    expect([variable, most]).toEqual(['GITHUB_STEP_SUMMARY', 1_048_576]);
    expect(render([aRefusal()], 1000)).toMatch(/^\*\*changes requested\*\* · 1 of 1 checks failed\n/);
  });
});
