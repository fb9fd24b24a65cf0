import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { exitCode } from '../support/processes.mjs';
import { forgetExtracts, ours } from './checkers.mjs';

/** Megabytes that our process holds at most. @param {import('./checkers.mjs').Place} place */
export function peaks(place) {
  const peaksFile = path.join(place.folder, 'peaks');
  const recorder = path.join(place.folder, 'peak.cjs');
  const note = `require('fs').appendFileSync(${JSON.stringify(peaksFile)}, process.resourceUsage().maxRSS + '\\n')`;
  writeFileSync(recorder, `process.on('exit', () => ${note});\n`);
  const env = { ...place.env, NODE_OPTIONS: `--require=${recorder}` };
  const peak = () => {
    rmSync(peaksFile, { force: true });
    const [program = '', ...args] = ours(place);
    exitCode(place.repository, env, program, ...args);
    return Math.max(...readFileSync(peaksFile, 'utf8').trim().split('\n').map(Number)) / 1024;
  };
  return {
    anew: () => {
      forgetExtracts(place.repository);
      return peak();
    },
    remembered: peak,
  };
}
