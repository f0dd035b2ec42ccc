import type * as z from 'zod/mini'

/** The schema of an input, or a function that returns it if it depends on the settings. */
export type Input<S extends z.ZodMiniType> = S | (() => S)

/** The settings are read at each call and not when the code is loaded, because a build has none. */
export function inputOf<S extends z.ZodMiniType>(input: Input<S>): () => S {
  return typeof input === 'function' ? input : () => input
}
