import { fileURLToPath } from 'node:url'

/** The repository around this example has packages of its own. */
export default { turbopack: { root: fileURLToPath(new URL('.', import.meta.url)) } }
