import { nearest } from '../../core/nearest.ts';
import type { Rule } from '../finding.ts';
import { labelsOfJob } from '../runners.ts';

/** Labels of GitHub's machines. Source: the README of actions/runner-images, August 2026. */
const LABELS = [
  ...['ubuntu-latest', 'ubuntu-26.04', 'ubuntu-26.04-arm', 'ubuntu-24.04', 'ubuntu-24.04-arm', 'ubuntu-22.04'],
  ...['ubuntu-22.04-arm', 'ubuntu-slim', 'windows-latest', 'windows-2025', 'windows-2025-vs2026', 'windows-2022'],
  ...['windows-11-arm', 'windows-11-vs2026-arm', 'macos-latest', 'macos-latest-large', 'macos-latest-xlarge'],
  ...[
    'macos-26',
    'macos-26-intel',
    'macos-26-large',
    'macos-26-xlarge',
    'macos-15',
    'macos-15-intel',
    'macos-15-large',
  ],
  ...['macos-15-xlarge', 'macos-14', 'macos-14-large', 'macos-14-xlarge', 'xcode-27', 'xcode-27-xlarge'],
];

/** Images that are gone, and when. Source: announcements of actions/runner-images. */
const GONE: Readonly<Record<string, string>> = {
  'ubuntu-16.04': 'September 2021',
  'ubuntu-18.04': 'April 2023',
  'ubuntu-20.04': 'April 2025',
  'windows-2016': 'April 2022',
  'windows-2019': 'June 2025',
  'macos-10.15': 'August 2022',
  'macos-11': 'June 2024',
  'macos-12': 'December 2024',
  'macos-13': 'December 2025',
};

/** The newest of each system: what is newer may have come since. */
const NEWEST: Readonly<Record<string, number>> = { ubuntu: 26.04, windows: 2025, macos: 26 };
/** Windows on Arm is called after the client's version. */
const VERSIONED = /^(ubuntu|windows|macos)-?v?(\d+(?:\.\d+)*)(-(?:large|xlarge|intel|arm|arm64|x64))?$/;

/** Labels that look like one of GitHub's and are none: no machine ever takes such a job. */
export const runner: Rule = {
  name: 'runner',
  severity: 'error',
  *check({ jobs }, _others, { runnerLabels }) {
    for (const job of jobs) {
      for (const label of labelsOfJob(job)) {
        const name = label.text.trim().toLowerCase();
        const said = runnerLabels.has(name) ? undefined : wrongWith(name);
        if (said !== undefined) yield { at: label.at, message: said.replace('LABEL', `\`${label.text}\``) };
      }
    }
  },
};

/** What is said of a label, with `LABEL` in its place. */
function wrongWith(label: string): string | undefined {
  if (LABELS.includes(label)) return undefined;
  const versioned = VERSIONED.exec(label);
  const [, system = '', version = '', suffix = ''] = versioned ?? [];
  const gone = GONE[`${system}-${version}`];
  if (gone !== undefined) return `LABEL is gone since ${gone}: no machine takes this job; ${newestOf(system)} is there`;
  if (versioned !== null && Number.parseFloat(version) > (NEWEST[system] ?? 0)) return undefined;
  const near = nearLabel(label, versioned !== null);
  if (near !== undefined) return `LABEL is no label of GitHub's machines; did you mean \`${near}\`?`;
  if (versioned === null || suffix === '-x64' || suffix === '-arm64') return undefined;
  return `LABEL is no label of GitHub's machines; ${newestOf(system)} is there`;
}

/** Organizations name larger machines after the usual ones, such as `ubuntu-latest-16-cores`: these are theirs. */
function nearLabel(label: string, isVersioned: boolean): string | undefined {
  const isExtended = LABELS.some((known) => label.startsWith(`${known}-`) || label.startsWith(`${known}_`));
  const near = isExtended ? undefined : nearest(label, LABELS);
  if (near === undefined || isVersioned) return near;
  // So near that nobody would have chosen it.
  const letters = (text: string) => text.replace(/[^a-z]/g, '');
  return near.includes('latest') && Math.abs(letters(label).length - letters(near).length) <= 2 && !/\d/.test(label)
    ? near
    : undefined;
}

function newestOf(system: string): string {
  return `\`${LABELS.find((label) => label.startsWith(`${system}-`) && /\d/.test(label) && !label.includes('26.04')) ?? 'ubuntu-24.04'}\``;
}
