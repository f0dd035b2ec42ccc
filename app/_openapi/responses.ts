import type { JsonSchema } from './json-schema'

type Ref = { $ref: string }
/** A body of one content type. */
export type Media = { schema: JsonSchema; example?: unknown; examples?: Record<string, Ref> }

/** The responses of an operation, by status. */
export type Responses = Record<
  string,
  { description: string; headers?: Record<string, Ref>; content?: Record<string, Media> }
>
