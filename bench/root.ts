import path from 'node:path'

/** Rekey's own folder. */
export const ROOT = path.resolve(import.meta.dirname, '..')
