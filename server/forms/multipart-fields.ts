export type Field = [name: string, value: string]

const CONTENT_TYPE = /^multipart\/form-data; ?boundary=([\w.-]{1,70})$/
/** The only header of a part with text. Our forms send no files, and their field names need no escaping. */
const HEAD = /^\r\nContent-Disposition: form-data; name="([\w$:.-]+)"\r\n\r\n/i

/**
 * The fields of a form in the only notation that browsers use; undefined for any other. Next reads forms with two different
 * parsers, so a form that they could read differently from this one is refused.
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
