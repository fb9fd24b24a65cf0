import { EXIT_CODES } from '../../core/errors.ts';
import { diagnose } from '../../diagnoses/diagnose.ts';
import { examine } from '../../doctor/examine.ts';
import { type Repaired, repair } from '../../doctor/repair.ts';
import type { World } from '../../run/world.ts';
import { openGuidedPage } from '../guided-page.ts';
import { openSession } from '../session.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { doctorJson, doctorText } from '../texts/doctor.ts';

/** `doctor` as the command line has it. */
export interface DoctorOptions {
  /** Whether to repair what can be repaired safely, before telling what is left. */
  readonly fix: boolean;
  readonly report: 'text' | 'json';
}

/** Tells what keeps hooks from running, or makes a check pass whatever it sees. Findings end it with 1, advice does not. */
export async function doctor({ fix, report }: DoctorOptions, given: World, terminal: Terminal): Promise<number> {
  const { repository, place, world, waiting } = await openSession(given, terminal, { work: 'doctor' });
  const site = { repository, place, world, waiting };
  let diagnoses = diagnose(await examine(site));
  let repaired: Repaired | undefined;
  if (fix && diagnoses.some((one) => one.repair !== undefined)) {
    repaired = await repair(diagnoses, site);
    diagnoses = diagnose(await examine(site));
  }
  const shown =
    report === 'json'
      ? doctorJson(diagnoses, repaired)
      : doctorText(diagnoses, repaired, openGuidedPage(terminal, world), terminal.height);
  terminal.out(shown);
  const isWell = diagnoses.every(({ severity }) => severity === 'advice');
  return isWell ? EXIT_CODES.accepted : EXIT_CODES.refused;
}
