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

/** A schema as the document has it, and the components that it names: what comes in before, what goes out after its transforms. */
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
  // An answer may get more members one day, and unknown ones of a body are ignored.
  delete made.additionalProperties
  delete made.id
  // The format says it in one word; classes of Unicode are read as other letters by validators that know none.
  if (/^(uuid|date-time)$/.test(made.format ?? '') || /\\p\{/i.test(String(made.pattern))) delete made.pattern
}

function toComponents<T>(made: T): T {
  return JSON.parse(JSON.stringify(made).replaceAll('"#/$defs/', '"#/components/schemas/'))
}
