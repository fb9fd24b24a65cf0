// Faults that the soak is there to find, each a change of the sources that nobody would notice at first.

/** A text that stands in a file exactly once, and what it becomes. @typedef {readonly [file: string, from: string, to: string]} Change */

/**
 * @typedef {object} Mutant
 * @property {string} name
 * @property {readonly Change[]} changes
 * @property {import('./plan.mjs').Kind} [by] The kind of step without which nothing finds it.
 */

/** @type {readonly Mutant[]} */
export const MUTANTS = [
  {
    name: 'the version of a tool is not in the key',
    changes: [['src/core/memory/fingerprint.ts', "programs: environment.programs.join('\\n')", "programs: ''"]],
  },
  {
    name: 'installed packages are not in the key',
    changes: [['src/core/memory/fingerprint.ts', "installed: environment.installed.join('\\n')", "installed: ''"]],
  },
  {
    name: 'the command is not in the key',
    changes: [
      [
        'src/core/memory/fingerprint.ts',
        'check, fix, files, scope, coverage, outputs, cwd });',
        'files, scope, coverage, outputs, cwd, has: [check, fix].length });',
      ],
    ],
  },
  {
    name: 'rules of a tool are not in the key',
    changes: [
      ['src/core/memory/fingerprint.ts', 'inputs: listing(inputs.keys(), inputs)', 'inputs: String(inputs.size)'],
    ],
  },
  {
    name: 'untracked rules are not in the key',
    changes: [
      ['src/run/environment.ts', 'unknownInputs(task, place, look))', 'unknownInputs(task, place, look).slice(0, 0))'],
    ],
  },
  {
    name: 'modes of files are not in the key',
    changes: [['src/core/memory/fingerprint.ts', '{entry.mode} $', "{''}$"]],
  },
  {
    name: 'content filters are not in the key',
    changes: [['src/core/memory/fingerprint.ts', 'filters: environment.filters,', "filters: '',"]],
    by: 'set content filters',
  },
  {
    name: 'declared variables are not in the key',
    changes: [
      [
        'src/system/processes/task-environment.ts',
        'select(env, task.env, GIT_LOCAL)',
        'select(env, task.env.slice(0, 0), GIT_LOCAL)',
      ],
    ],
    by: 'set a declared variable',
  },
  {
    name: 'the environment given to tasks is not filtered',
    changes: [
      [
        'src/system/processes/task-environment.ts',
        "? [...NEEDED, ...task.env, ...task.passEnv] : ['*']",
        "? [...NEEDED, '*'] : ['*']",
      ],
    ],
  },
  {
    name: 'the witness forgets what was not there',
    changes: [
      ['src/system/witness.ts', 'else this.#keep(this.#seen,', 'else if (sight !== undefined) this.#keep(this.#seen,'],
    ],
  },
  {
    name: 'the guard ignores configs',
    changes: [
      [
        'src/core/memory/guard.ts',
        'paths: Object.fromEntries([...seen].map(',
        "paths: Object.fromEntries([...seen].filter(([path]) => !path.endsWith('.json')).map(",
      ],
    ],
    by: 'edit the local config',
  },
  {
    name: 'the stub ignores names in folders',
    changes: [['hooks/stub.sh', 'for place in "$@"; do are_names_same', 'for place in; do are_names_same']],
  },
  {
    name: 'the stub ignores the base of a commit',
    changes: [['hooks/stub.sh', '[ "$tree" = "$base" ] ||', 'true ||']],
    by: 'commit on another base',
  },
  {
    name: 'the stub ignores variables',
    changes: [['hooks/stub.sh', '[ "$is" = "$value" ] || return 1', ':']],
    by: 'set a declared variable',
  },
  {
    name: 'a fix is remembered as a pass of what it was given',
    changes: [
      [
        'src/engine/memory.ts',
        'const passes = passesToKeep(key, check, passed, tree);',
        'const passes = new Map([tree, new Map([...tree, ...before])].flatMap((one) => [...passesToKeep(key, check, passed, one)]));',
      ],
    ],
  },
  {
    name: 'a partial run is remembered as one of everything',
    changes: [
      [
        'src/core/memory/fingerprint.ts',
        "wantsFiles(check) ? [...check.files].sort().join('\\0') : ''",
        "wantsFiles(check) ? '' : ''",
      ],
    ],
    by: 'commit on another base',
  },
  {
    name: 'a push is judged by the worktree',
    changes: [['src/run/pushes/commit-scene.ts', 'tree) && (await isInPlace', 'tree) || (await isInPlace']],
  },
  {
    name: 'a skipped task proves like one that has passed',
    changes: [['src/core/memory/proof.ts', 'return skips.filter(', 'return skips.slice(0, 0).filter(']],
    by: 'commit with a skip',
  },
  {
    name: 'a statement about a file does not say which tasks `when` left out',
    changes: [
      [
        'src/core/memory/proof.ts',
        "reason === 'when' && own.includes(task)",
        "reason === 'by-user' && own.includes(task)",
      ],
    ],
  },
  {
    name: 'a merge is none for `when`',
    changes: [['src/core/conditions.ts', "includes('merge') && merging", "includes('merge') && merging && rebasing"]],
    by: 'add or drop a task',
  },
  {
    name: 'a task that only warns is remembered whatever it says',
    changes: [
      [
        'src/engine/check-outcome.ts',
        'const passed = passedOf(part);',
        'const passed = check.task.warn ? { files: part.files, pass: { findings: [] } } : passedOf(part);',
      ],
    ],
    by: 'add or drop a task',
  },
  {
    name: 'outputs are brought back but for one',
    changes: [
      ['src/work/outputs/bring-back.ts', 'for (const file of wanted) {', 'for (const file of wanted.slice(1)) {'],
    ],
    by: 'add or drop a task',
  },
  {
    name: 'outputs of another content stay',
    changes: [
      [
        'src/work/outputs/bring-back.ts',
        'for (const file of stale) removeLeft',
        'for (const file of stale.slice(1)) removeLeft',
      ],
    ],
    by: 'add or drop a task',
  },
  {
    name: 'outputs that stand there are taken to be the right ones',
    changes: [
      [
        'src/core/outputs.ts',
        "if (standing === 'obstacle') blocked",
        "if (typeof standing === 'object') continue;\n    if (standing === 'obstacle') blocked",
      ],
    ],
    by: 'add or drop a task',
  },
  {
    name: 'outputs that a task needs are left away where nothing else has changed',
    changes: [['src/core/plan.ts', "planned.get(one) === 'no-files'", "planned.get(one) === 'when'"]],
    by: 'add or drop a task',
  },
  {
    name: 'an audit looks at nothing again',
    changes: [['src/run/memory/draw.ts', 'audit ?? usual', 'audit === undefined ? usual : 0']],
    by: 'change what nobody declared',
  },
  {
    name: 'a tree is marked in spite of an audit',
    changes: [['src/run/memory/leave-marks.ts', 'chance }).isDrawn !== undefined', 'chance }) === undefined']],
    by: 'change what nobody declared',
  },
  {
    name: 'links are handed to tasks',
    changes: [
      [
        'src/core/plan.ts',
        'entry !== undefined && isRegular(entry)',
        "entry !== undefined && (isRegular(entry) || entry.mode === '120000')",
      ],
    ],
    by: 'put a link in place of a file',
  },
  {
    name: 'untracked rules are those of the main worktree',
    changes: [
      [
        'src/run/environment.ts',
        'unknownInputs(task, place, look))',
        "unknownInputs(task, { ...place, directory: join(place.commonDir, '..') }, look))",
      ],
    ],
    by: 'go to another worktree',
  },
  {
    name: 'installed packages are those of the main worktree',
    changes: [
      [
        'src/run/environment.ts',
        'installedNodePackages(surroundings)',
        "installedNodePackages({ ...surroundings, root: join(place.commonDir, '..'), cwd: join(place.commonDir, '..') })",
      ],
    ],
    by: 'go to another worktree',
  },
  {
    name: 'what is first on its branch changes nothing',
    changes: [
      ['src/git/index/snapshot.ts', 'changed ?? allAdded(tree)', 'changed ?? new Map([...allAdded(tree)].slice(0, 0))'],
    ],
    by: 'begin a branch without commits',
  },
];
