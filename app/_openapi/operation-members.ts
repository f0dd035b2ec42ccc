import * as z from 'zod/mini'
import type { Description } from './operation-description'

/** Where the members of the input go: those that the path names there, the others into the query of a GET or else the body. */
export function membersOf({ method, path, operation }: Description) {
  const input = operation?.input
  const names = input instanceof z.ZodMiniObject ? Object.keys(input.shape) : []
  const inPath = names.filter((name) => path.includes(`{${name}}`))
  const others = names.filter((name) => !inPath.includes(name))
  return {
    path: inPath,
    query: method === 'GET' ? others : [],
    body: method !== 'GET' && others.length > 0 ? input : undefined,
  }
}
