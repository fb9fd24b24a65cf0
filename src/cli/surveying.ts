import type { Survey, World } from '../run/world.ts';

/** A world in which tools may be started, also to be asked about their settings. */
export function surveying(world: World): World {
  const survey: Survey = {
    scopeOf: async (...about) => (await import('../run/survey.ts')).surveyor(world).scopeOf(...about),
  };
  return { ...world, survey };
}
