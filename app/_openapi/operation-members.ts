import * as z from 'zod/mini'
import type { Description } from './operation-description'

/** Where each member of the input is sent: in the path if the path names it, otherwise in the query of a GET or in the body. */
export function membersOf({ method, path, operation }: Description) {
  const input = operation?.input()
  const names = input instanceof z.ZodMiniObject ? Object.keys(input.shape) : []
  const inPath = names.filter((name) => path.includes(`{${name}}`))
  const others = names.filter((name) => !inPath.includes(name))
  return {
    path: inPath,
    query: method === 'GET' ? others : [],
    body: method !== 'GET' && others.length > 0 ? input : undefined,
  }
}
