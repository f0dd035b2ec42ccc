import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

const manifest = z.object({ node: z.record(z.string(), z.unknown()) })

/**
 * Knows the actions of this build, by the list that Next loads them from. Next itself writes a warning of several lines for each
 * request that names another one.
 */
export function knownActions(folder: string): (id: string) => boolean {
  const file = path.join(folder, '.next/server/server-reference-manifest.json')
  const { node } = manifest.parse(JSON.parse(readFileSync(file, 'utf8')))
  const ids = new Set(Object.keys(node))
  return (id) => ids.has(id)
}
