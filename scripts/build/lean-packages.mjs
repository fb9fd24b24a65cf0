// What is left out of packages that are built in: what a package does where it is asked for something that we never ask for.

import path from 'node:path';
import { fileURLToPath } from 'node:url';

const EXECA_FOLDER = path.dirname(fileURLToPath(import.meta.resolve('execa')));

/** Of execa, which is asked for programs, one at a time, whose output is read as it comes: by file below `lib`, what stands there instead. */
const EXECA = {
  // `execaSync`.
  'methods/main-sync.js': 'export const execaCoreSync = undefined;',
  // Commands as template strings.
  'methods/template.js': 'export const isTemplateString = () => false; export const parseTemplates = undefined;',
  // `verbose`.
  'verbose/log.js': 'export const verboseLog = () => {}; export const serializeVerboseMessage = String;',
  'verbose/complete.js': 'export const logResult = () => {};',
  // `ipc`.
  'ipc/methods.js': 'export const addIpcMethods = () => {};',
  'ipc/buffer-messages.js': `export const waitForIpcOutput = async ({ ipcOutput }) => ipcOutput;
export const getBufferedIpcOutput = async (_, ipcOutput) => ipcOutput;`,
  'ipc/graceful.js': 'export const sendAbort = undefined;',
  // `subprocess.pipe()`, `.readable()` and their like.
  'pipe/setup.js': 'export function pipeToSubprocess() {}',
  'convert/add.js': 'export const addConvertedStreams = () => {};',
};

/** Signals in words of people, for a message that nobody sees. */
const SIGNALS = `import { constants } from 'node:os';
export const signalsByName = Object.fromEntries(Object.keys(constants.signals).map((name) => [name, { description: name }]));`;

/** execa, without what its other functions need. @returns {import('esbuild').Plugin} */
export function leanExeca() {
  const name = 'lean-execa';
  return {
    name,
    setup({ onResolve, onLoad, onEnd }) {
      /** @type {Set<string>} */
      const met = new Set();
      onResolve({ filter: /^execa$/ }, ({ namespace, kind }) =>
        namespace === name || kind === 'entry-point' ? undefined : { path: 'execa', namespace: name },
      );
      onLoad({ filter: /^execa$/, namespace: name }, () => ({
        contents: `import { createExeca } from './lib/methods/create.js';\nexport const execa = createExeca(() => ({}));`,
        resolveDir: EXECA_FOLDER,
      }));
      onResolve({ filter: /^human-signals$/ }, () => ({ path: 'human-signals', namespace: name }));
      onLoad({ filter: /^human-signals$/, namespace: name }, () => ({ contents: SIGNALS }));
      onLoad({ filter: /[\\/]node_modules[\\/]execa[\\/]lib[\\/]/ }, ({ path: file }) => {
        const inside = file.replaceAll(path.sep, '/').replace(/^.*\/execa\/lib\//, '');
        const contents = Object.entries(EXECA).find(([left]) => left === inside)?.[1];
        if (contents !== undefined) met.add(inside);
        return contents === undefined ? undefined : { contents };
      });
      onEnd(() => {
        const gone = Object.keys(EXECA).filter((file) => !met.has(file));
        const text = `execa has no ${gone.join(', ')} any more: look anew at what is left out of it`;
        return gone.length === 0 ? undefined : { errors: [{ text }] };
      });
    },
  };
}
