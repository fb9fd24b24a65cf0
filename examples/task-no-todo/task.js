import { defineTask } from 'lattice-hooks';

const DECODER = new TextDecoder();

export default defineTask({
  type: 'inspection',
  summary: 'finds notes of work that is left, such as FIXME',
  files: ['**/*.{js,ts,py,md}'],
  // What is said of a file depends on that file alone: it is looked at once, and never again until it changes.
  scope: 'file',
  inputs: [],
  options: (z) => ({
    words: z.optional(z.array(z.string().check(z.minLength(1)))).check(z.describe('the words that are looked for')),
  }),
  async inspect(files, options, tools) {
    const words = options.words ?? ['TODO', 'FIXME'];
    const texts = await tools.read(files);
    const findings = files.flatMap((file) => findWords(DECODER.decode(texts.get(file)), file, words));
    return findings.length === 0 ? { status: 'passed' } : { status: 'failed', findings };
  },
});

function findWords(text, file, words) {
  return text.split('\n').flatMap((line, index) =>
    words
      .filter((word) => line.includes(word))
      .map((word) => ({
        severity: 'error',
        message: `${word} is left`,
        rule: 'no-todo',
        file,
        line: index + 1,
        column: line.indexOf(word) + 1,
      })),
  );
}
