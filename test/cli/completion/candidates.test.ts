import { describe, expect, it } from 'vitest';
import { candidatesFor } from '../../../src/cli/completion/candidates.ts';
import type { CommandShape, KnownNames, OptionShape } from '../../../src/cli/completion/shape.ts';

const option = (flags: readonly string[], more: Partial<OptionShape> = {}): OptionShape => ({
  flags,
  description: `what ${flags.at(-1)} does`,
  takes: 'nothing',
  value: 'text',
  choices: [],
  ...more,
});
const COMMANDS: readonly CommandShape[] = [
  {
    name: 'run',
    description: 'run a tier',
    options: [
      option(['--all']),
      option(['--only'], { takes: 'many', value: 'check' }),
      option(['-r', '--report'], { takes: 'one', value: 'report' }),
      option(['--jobs'], { takes: 'one' }),
    ],
    arguments: [
      { value: 'tier', isRepeated: false, choices: [] },
      { value: 'text', isRepeated: true, choices: [] },
    ],
  },
  {
    name: 'cache',
    description: '',
    options: [],
    arguments: [{ value: 'text', isRepeated: false, choices: ['stats', 'prune'] }],
  },
  { name: 'recover', description: '', options: [], arguments: [] },
];
const NAMES: KnownNames = {
  tiers: ['fast', 'thorough', 'pre-commit'],
  tasks: ['lint', 'types', 'lint'],
  gates: ['coverage'],
  reports: ['json', 'text'],
};
const complete = (...words: readonly string[]) => candidatesFor(words, COMMANDS, NAMES).map(({ word }) => word);

describe('candidatesFor', () => {
  it('are commands at first, with what they do', () => {
    expect(complete('')).toEqual(['run', 'cache', 'recover']);
    expect(candidatesFor(['re'], COMMANDS, NAMES)).toEqual([{ word: 'recover', description: '' }]);
    expect(complete()).toEqual(['run', 'cache', 'recover']);
  });

  it.each<readonly [words: readonly string[], found: readonly string[]]>([
    [
      ['run', ''],
      ['fast', 'thorough', 'pre-commit'],
    ],
    [['run', 't'], ['thorough']],
    [
      ['run', '--all', ''],
      ['fast', 'thorough', 'pre-commit'],
    ],
    [['run', 'fast', ''], []],
    [
      ['run', 'fast', '--only', ''],
      ['lint', 'types', 'coverage'],
    ],
    [['run', 'fast', '--only', 'lint', 'c'], ['coverage']],
    [
      ['run', '-r', ''],
      ['json', 'text'],
    ],
    [
      ['run', '--report', 'json', ''],
      ['fast', 'thorough', 'pre-commit'],
    ],
    [['run', '--jobs', ''], []],
    [
      ['run', 'fast', '--'],
      ['--all', '--only', '--report', '--jobs'],
    ],
    [
      ['run', '--all', '--'],
      ['--only', '--report', '--jobs'],
    ],
    [['run', '-r', 'json', '--re'], []],
    [['run', '--only', 'lint', '--o'], ['--only']],
    [
      ['run', '--', ''],
      ['fast', 'thorough', 'pre-commit'],
    ],
    [['run', '--', '--'], []],
    [
      ['cache', ''],
      ['stats', 'prune'],
    ],
    [['cache', 'stats', ''], []],
    [['recover', ''], []],
    [['unknown', ''], []],
    [
      ['run', '--unknown', ''],
      ['fast', 'thorough', 'pre-commit'],
    ],
  ])('of %j are %j', (words, found) => {
    expect(complete(...words)).toEqual(found);
  });
});
