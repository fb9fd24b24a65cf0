import { readJsonc } from '../config/jsonc.ts';
import type { RepositoryFacts } from '../core/contracts/detection.ts';
import type { Candidate, SetupNote, Sifted } from './proposal.ts';

/** Settles which tool does what where two would do the same work, and says why. */
export function settleConflicts(sifted: Sifted, repository: RepositoryFacts): Sifted {
  return shareFormatting(chooseTestRunner(sifted, repository), repository);
}

/** Vitest and Jest would each fail on the other's tests: one that has no config while the other has is a left-over. */
function chooseTestRunner(sifted: Sifted, repository: RepositoryFacts): Sifted {
  const [vitest, jest] = [find(sifted, 'vitest'), find(sifted, 'jest')];
  if (vitest === undefined || jest === undefined) return sifted;
  const script = testScript(repository);
  const isChosen = (candidate: Candidate) => hasConfig(candidate) || script.includes(candidate.name);
  if (isChosen(vitest) && isChosen(jest)) return sifted;
  const [kept, dropped] = isChosen(jest) ? [jest, vitest] : [vitest, jest];
  const why = isChosen(kept) ? `${kept.name} has the config or the script` : `neither has a config`;
  return without(sifted, dropped.name, `left out: ${kept.name} runs the tests, as ${why}`);
}

/** What Biome formats with its defaults. */
const BIOME_FORMATS = '**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts,json,jsonc,css,graphql,gql}';
/** What Prettier formats besides. */
const PRETTIER_FORMATS = /\.(?:md|mdx|markdown|ya?ml|html?|vue|scss|less|hbs|handlebars)$/;

/** Two formatters for one file would undo each other's work at every commit. */
function shareFormatting(sifted: Sifted, repository: RepositoryFacts): Sifted {
  const prettier = find(sifted, 'prettier');
  if (prettier === undefined || find(sifted, 'biome') === undefined || !biomeFormats(repository)) return sifted;
  if (![...repository.files].some((file) => PRETTIER_FORMATS.test(file))) {
    return without(sifted, 'prettier', 'left out: Biome formats all that there is to format');
  }
  const { detection } = prettier;
  const rest = { ...prettier, detection: { ...detection, task: { ...detection.task, exclude: [BIOME_FORMATS] } } };
  const note = 'formats what Biome does not; Biome keeps JavaScript, TypeScript, JSON, CSS and GraphQL';
  return {
    candidates: sifted.candidates.map((candidate) => (candidate === prettier ? rest : candidate)),
    notes: [...sifted.notes, { about: 'prettier', text: note }],
  };
}

function biomeFormats(repository: RepositoryFacts): boolean {
  const file = ['biome.json', 'biome.jsonc', '.biome.json', '.biome.jsonc'].find((name) => repository.files.has(name));
  const formatter = memberOf(readJson(repository, file ?? ''), 'formatter');
  return memberOf(formatter, 'enabled') !== false;
}

/** Detections name the file that configures a tool, or else where the package is named. */
function hasConfig({ detection }: Candidate): boolean {
  return !detection.because.startsWith('package.json:');
}

function testScript(repository: RepositoryFacts): string {
  const script = memberOf(memberOf(readJson(repository, 'package.json'), 'scripts'), 'test');
  return typeof script === 'string' ? script : '';
}

function readJson(repository: RepositoryFacts, file: string): unknown {
  try {
    return readJsonc(file, repository.read(file) ?? '').value;
  } catch {
    // Its own tool will say what is wrong with it.
    return undefined;
  }
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && key in value ? value[key as keyof typeof value] : undefined;
}

function find({ candidates }: Sifted, name: string): Candidate | undefined {
  return candidates.find((candidate) => candidate.name === name);
}

function without({ candidates, notes }: Sifted, name: string, text: string): Sifted {
  const others: readonly SetupNote[] = notes.filter((note) => note.about !== name);
  return {
    candidates: candidates.filter((candidate) => candidate.name !== name),
    notes: [...others, { about: name, text }],
  };
}
