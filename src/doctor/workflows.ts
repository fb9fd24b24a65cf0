import { join } from 'node:path';
import type { Document } from '../config/source.ts';
import { readYaml } from '../config/yaml.ts';
import { isObject, type JsonObject } from '../core/json-shape.ts';
import type { WorkflowStep } from '../diagnoses/facts.ts';
import { DISK } from '../system/disk.ts';
import type { DoctorSite } from './site.ts';

const FOLDER = '.github/workflows';
const MOST_BYTES = 1024 * 1024;

/** The steps of all workflows of GitHub. One that is no YAML has none: GitHub says so itself. */
export function lookAtWorkflows({ repository: { root } }: DoctorSite): readonly WorkflowStep[] {
  const names = DISK.names(join(root, FOLDER)).filter((name) => /\.ya?ml$/.test(name));
  return names.sort().flatMap((name) => {
    const text = DISK.read(join(root, FOLDER, name));
    if (text === undefined || text.length > MOST_BYTES) return [];
    const file = `${FOLDER}/${name}`;
    const document = readOrNone(file, text.toString());
    return document === undefined ? [] : stepsIn(document, file);
  });
}

/** Whatever is wrong with it: a person wrote it, and the reader throws for nesting without an end too. */
function readOrNone(file: string, text: string): Document | undefined {
  try {
    return readYaml(file, text);
  } catch {
    return undefined;
  }
}

function stepsIn({ value, locate }: Document, file: string): readonly WorkflowStep[] {
  return Object.entries(fieldsOf(fieldsOf(value)['jobs'])).flatMap(([name, job]) => {
    const { steps, 'continue-on-error': isJobForgiven } = fieldsOf(job);
    return (Array.isArray(steps) ? steps : []).map((step: unknown, index) => {
      const { run, uses, 'continue-on-error': isForgiven } = fieldsOf(step);
      const path = ['jobs', name, 'steps', index];
      return {
        file,
        line: (locate([...path, typeof run === 'string' ? 'run' : 'uses']) ?? locate(path))?.line,
        run: typeof run === 'string' ? run : undefined,
        uses: typeof uses === 'string' ? uses : undefined,
        isForgiven: isForgiven === true || isJobForgiven === true,
      };
    });
  });
}

function fieldsOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}
