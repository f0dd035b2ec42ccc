import * as z from 'zod/mini'

/** Whether a text can be an ID. The database cannot look up any other text. */
export const isId = (text: string) => z.guid().safeParse(text).success
