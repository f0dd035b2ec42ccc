import * as z from 'zod/mini'
import { schemaDescriptions } from './schema-descriptions'

export type JsonSchema = {
  $ref?: string
  type?: string | string[]
  description?: string
  format?: string
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  anyOf?: JsonSchema[]
  enum?: unknown[]
  const?: unknown
  [rule: string]: unknown
}

/** The schema as JSON Schema, with the components it refers to: inputs as they are before transforms, outputs as they are after. */
export function jsonSchema(schema: z.ZodMiniType, io: 'input' | 'output') {
  const made = z.toJSONSchema(schema, {
    io,
    metadata: schemaDescriptions,
    override: ({ jsonSchema }) => tidy(jsonSchema as JsonSchema),
  })
  const { $schema, $defs, ...body } = made as JsonSchema
  return toComponents({ schema: body, components: ($defs ?? {}) as Record<string, JsonSchema> })
}

function tidy(made: JsonSchema): void {
  // Later versions may add members to answers, and unknown members of a body are ignored.
  delete made.additionalProperties
  delete made.id
  // A pattern is dropped where the format already says the same, and where it uses Unicode classes that not every validator supports.
  if (/^(uuid|date-time)$/.test(made.format ?? '') || /\\p\{/i.test(String(made.pattern))) delete made.pattern
}

function toComponents<T>(made: T): T {
  return JSON.parse(JSON.stringify(made).replaceAll('"#/$defs/', '"#/components/schemas/'))
}
