export type Field = [name: string, value: string]

const CONTENT_TYPE = /^multipart\/form-data; ?boundary=([\w.-]{1,70})$/
/** The one header of a part with text. No form of ours sends a file, and none of our names needs escaping. */
const HEAD = /^\r\nContent-Disposition: form-data; name="([\w$:.-]+)"\r\n\r\n/i

/**
 * The fields of a form in the one spelling that browsers use; undefined for any other. Next reads forms with two different
 * parsers, so whatever they could read differently from this one goes no further.
 */
export function multipartFields(contentType: string, body: Buffer): Field[] | undefined {
  const boundary = CONTENT_TYPE.exec(contentType)?.[1]
  if (!boundary) return undefined
  const [before, ...parts] = `\r\n${body.toString('latin1')}`.split(`\r\n--${boundary}`)
  const end = parts.pop()
  if (before !== '' || (end !== '--' && end !== '--\r\n')) return undefined
  const fields = parts.map(fieldOf)
  return fields.every((field) => field !== undefined) ? fields : undefined
}

function fieldOf(part: string): Field | undefined {
  const [head = '', name] = HEAD.exec(part) ?? []
  return name ? [name, Buffer.from(part.slice(head.length), 'latin1').toString()] : undefined
}
