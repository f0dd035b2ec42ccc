import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

/** `byStaff`: the request is one of staff to the console. To everybody else its actions are as unknown as its pages. */
export type KnowsAction = (id: string, sender: { byStaff: boolean }) => boolean

const manifest = z.object({ node: z.record(z.string(), z.object({ workers: z.record(z.string(), z.unknown()) })) })

const isOfConsole = (pages: string[]) => pages.every((page) => page.startsWith('app/staff/'))

/**
 * Knows the actions of this build from the list that Next uses to load them. Next itself would log a warning of several lines
 * for each request that names an unknown one.
 */
export function knownActions(folder: string): KnowsAction {
  const file = path.join(folder, '.next/server/server-reference-manifest.json')
  const { node } = manifest.parse(JSON.parse(readFileSync(file, 'utf8')))
  const ids = new Map(Object.entries(node).map(([id, { workers }]) => [id, isOfConsole(Object.keys(workers))]))
  return (id, { byStaff }) => ids.get(id) === false || (byStaff && ids.has(id))
}
