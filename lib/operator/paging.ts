import * as z from 'zod/mini'

const HOW_MANY = 'must be a number from 1 to 1000'

/** The length of a page, and where it begins: after the row with that ID. */
export const paging = {
  limit: z._default(z.coerce.number(HOW_MANY).check(z.int(HOW_MANY), z.gte(1, HOW_MANY), z.lte(1000, HOW_MANY)), 50),
  after: z.optional(z.guid('must be the ID that the previous page ended with')),
}
/** The rows of one page. One more was requested, to see whether another page follows. */
export function onePage<T extends { id: string }, N extends string>(found: T[], name: N, limit: number) {
  const rows = found.slice(0, limit)
  const next = found.length > limit ? rows.at(-1)!.id : null
  return { [name]: rows, next } as Record<N, T[]> & { next: string | null }
}
