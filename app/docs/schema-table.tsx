import type { JsonSchema } from '@/app/_openapi/json-schema'

export function SchemaTable({ schema, caption }: { schema: JsonSchema; caption: string }) {
  const { properties = {}, required = [] } = schema
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Member</th>
          <th scope="col">Description</th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(properties).map(([name, member]) => (
          <tr key={name}>
            <th scope="row">
              <code>{name}</code>
            </th>
            <td>
              <Type schema={member} />
              {!required.includes(name) && ', optional'}
              {member.description && <p className="hint">{member.description}</p>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Type({ schema }: { schema: JsonSchema }) {
  const name = (schema.$ref ?? schema.items?.$ref)?.split('/').at(-1)
  const list = schema.items ? 'list of ' : ''
  return name ? (
    <>
      {list}
      <a href={`#${name}`}>{name}</a>
    </>
  ) : (
    list + describeSchema(schema.items ?? schema)
  )
}

function describeSchema({ type, format, enum: values, const: only, anyOf, properties, ...rules }: JsonSchema): string {
  if (anyOf) return anyOf.map(describeSchema).join(' or ')
  if (values && values.length < 6) return values.map((value) => `“${value}”`).join(' or ')
  if (only !== undefined) return `“${only}”`
  if (properties) return `object of ${Object.keys(properties).join(', ')}`
  const kind = [type].flat().join(' or ')
  return [format && format !== 'password' ? `${kind} (${format})` : kind, lengths(rules)].filter(Boolean).join(', ')
}

function lengths({ minLength, maxLength }: JsonSchema): string | undefined {
  if (Number(minLength) > 1) return `${minLength} to ${maxLength} characters`
  return maxLength ? `at most ${maxLength} characters` : undefined
}
