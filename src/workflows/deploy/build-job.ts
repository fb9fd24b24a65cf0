import type { CiDeploy } from '../../core/ci.ts';
import type { CiPlan } from '../ci-plan.ts';
import type { Job, Step } from '../model.ts';
import { checkoutStep } from '../steps.ts';
import { BUILD } from './image-shell.ts';
import { withoutMatrix } from './smoke-steps.ts';

/** The image of this run, as jobs after the build know it. */
export const BUILT = {
  image: `\${{ needs.build.outputs.image }}`,
  digest: `\${{ needs.build.outputs.digest }}`,
} as const;

/** Builds the image, once; `push` are the steps that sign in and push it, the last of which is called so. */
export function buildJob({ ci, folder }: CiPlan, { build }: CiDeploy, push: readonly Step[]): Job {
  const { runsOn, timeout } = withoutMatrix(ci);
  return {
    name: 'build',
    'runs-on': runsOn[0] as string,
    'timeout-minutes': timeout,
    permissions: { contents: 'read', 'id-token': 'write' },
    outputs: { image: `\${{ steps.push.outputs.image }}`, digest: `\${{ steps.push.outputs.digest }}` },
    defaults: folder === '' ? undefined : { run: { 'working-directory': folder } },
    steps: [
      checkoutStep({ history: false }),
      {
        name: 'Build the image',
        env: { CONTEXT: build?.context ?? '.', DOCKERFILE: build?.dockerfile ?? 'Dockerfile' },
        run: BUILD,
      },
      ...push,
    ],
  };
}
