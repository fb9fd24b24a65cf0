import path from 'node:path';
import { globTest } from '../../src/config/globs.ts';
import type { FileSet } from '../../src/core/files.ts';
import type { OutputFile } from '../../src/core/outputs.ts';
import type { Task } from '../../src/core/task.ts';
import local from '../../src/stores/local.ts';
import { areBack } from '../../src/work/outputs/are-back.ts';
import { bringBack } from '../../src/work/outputs/bring-back.ts';
import { watchOutputs } from '../../src/work/outputs/keep-outputs.ts';
import type { OutputKeeping } from '../../src/work/outputs/place.ts';
import { makeRepository, type TestRepository } from './repository.ts';
import { makeTask } from './work-lab.ts';

/** A repository with a task that leaves `dist/**`, which git ignores, and a store. */
export interface OutputsLab extends TestRepository {
  readonly keeping: OutputKeeping;
  /** What was told. */
  readonly notices: string[];
  /** Lets the task do this, and tells what is kept of it. */
  build(work: () => void, how?: How): Promise<readonly OutputFile[] | undefined>;
  bringBack(outputs: readonly OutputFile[] | undefined, how?: How): Promise<boolean>;
  areBack(outputs: readonly OutputFile[] | undefined, how?: How): boolean;
}

/** What a task is, whether it passes, and what git has. */
interface How {
  readonly task?: Partial<Task>;
  readonly passed?: boolean;
  readonly tree?: FileSet;
}

/** Makes the lab; `more` replaces what it keeps with. Whoever makes it removes it. */
export function makeOutputsLab(more: Partial<OutputKeeping> = {}): OutputsLab {
  const repository = makeRepository();
  repository.commit({ '.gitignore': 'dist\n' });
  const notices: string[] = [];
  const keeping: OutputKeeping = {
    root: repository.root,
    place: repository.place,
    notes: path.join(repository.root, '.git', 'lattice-hooks', 'outputs'),
    contents: local.openContents(path.join(repository.folder, 'store')),
    globTest: async (glob) => globTest(glob),
    tasks: [],
    // Later than any file: the stamps of all are believed.
    since: Date.parse('2999-01-01'),
    notice: (message) => notices.push(message),
    ...more,
  };
  const taskOf = (how: How) => makeTask({ name: 'build', outputs: ['dist/**'], ...how.task });
  return {
    ...repository,
    keeping,
    notices,
    build: async (work, how = {}) => {
      const keep = await watchOutputs(taskOf(how), keeping);
      work();
      return keep(how.passed ?? true, how.tree ?? new Map());
    },
    bringBack: (outputs = [], how = {}) => bringBack(taskOf(how), outputs, how.tree ?? new Map(), keeping),
    areBack: (outputs = [], how = {}) => areBack(taskOf(how), outputs, how.tree ?? new Map(), keeping),
  };
}
