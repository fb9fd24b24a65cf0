import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodePath, isUtf8 } from '../core/path-bytes.ts';

/**
 * The command that starts another one with the very bytes of its arguments. Node hands arguments over as UTF-8 and knows no
 * other way, so names that are not UTF-8 stand in a generated file for `sh`, which the program then replaces (`exec`): exit
 * code, signals and process group are its own. Other commands are returned as they are. `folder`: makes a private one.
 */
export function withBytes(argv: readonly string[], folder: () => string): readonly string[] {
  if (argv.every(isUtf8)) return argv;
  const script = join(folder(), 'command.sh');
  writeFileSync(script, Buffer.concat([Buffer.from('exec'), ...argv.flatMap(quoted), Buffer.from('\n')]), {
    mode: 0o600,
  });
  return ['/bin/sh', script];
}

/** A word for `sh`: between single quotes all bytes are literal but the quote itself, see POSIX, "Single-Quotes". */
function quoted(word: string): readonly Buffer[] {
  return [Buffer.from(" '"), encodePath(word.replaceAll("'", "'\\''")), Buffer.from("'")];
}
