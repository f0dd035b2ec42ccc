import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

const manifest = z.object({ node: z.record(z.string(), z.unknown()) })

/**
 * Knows the actions of this build from the list that Next uses to load them. Next itself would log a warning of several lines
 * for each request that names an unknown one.
 */
export function knownActions(folder: string): (id: string) => boolean {
  const file = path.join(folder, '.next/server/server-reference-manifest.json')
  const { node } = manifest.parse(JSON.parse(readFileSync(file, 'utf8')))
  const ids = new Set(Object.keys(node))
  return (id) => ids.has(id)
}
