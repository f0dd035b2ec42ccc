import Ajv, { type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { OpenApiDocument } from './openapi-document'

/** Lists how a value differs from a schema of the document, including members that the schema does not name. */
export function schemaChecker({ components }: Pick<OpenApiDocument, 'components'>) {
  const ajv = new Ajv({ strict: false, allErrors: true })
  addFormats(ajv)
  ajv.addSchema({ $id: 'https://document/', components: { schemas: closed(components.schemas) } })
  const checks = new Map<string, ValidateFunction>()
  return (schema: object, value: unknown): string[] => {
    const text = JSON.stringify(schema)
    const check = checks.get(text) ?? ajv.compile(fromDocument(closed(schema)))
    checks.set(text, check)
    check(JSON.parse(JSON.stringify(value ?? null)))
    return (check.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath || 'the body'} ${message} ${JSON.stringify(params)}`,
    )
  }
}

/** The document allows members of later versions, but an answer of this version must not have any. */
function closed<T>(schema: T): T {
  return JSON.parse(JSON.stringify(schema), (_, value) =>
    value?.type === 'object' && value.properties ? { ...value, additionalProperties: false } : value,
  )
}

function fromDocument(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"https://document/#/components/'))
}
