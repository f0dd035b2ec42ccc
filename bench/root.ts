import path from 'node:path'

/** The root folder of Rekey. */
export const ROOT = path.resolve(import.meta.dirname, '..')
