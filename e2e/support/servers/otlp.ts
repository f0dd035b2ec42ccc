export type SentSpan = {
  service: string
  name: string
  traceId: string
  spanId: string
  parentId: string
  attributes: Record<string, string>
  events: { name: string; attributes: Record<string, string> }[]
}

/** The parts of an OTLP request to /v1/traces that tests check. */
export function readTraces(body: Buffer): SentSpan[] {
  return parts(body, 1).flatMap((resourceSpans) => {
    const resource = attributesOf(parts(resourceSpans, 1)[0] ?? Buffer.alloc(0), 1)
    const spans = parts(resourceSpans, 2).flatMap((scopeSpans) => parts(scopeSpans, 2))
    return spans.map((span) => readSpan(span, resource['service.name'] ?? ''))
  })
}

function readSpan(span: Buffer, service: string): SentSpan {
  return {
    service,
    traceId: hex(parts(span, 1)),
    spanId: hex(parts(span, 2)),
    parentId: hex(parts(span, 4)),
    name: text(parts(span, 5)),
    attributes: attributesOf(span, 9),
    events: parts(span, 11).map((event) => ({ name: text(parts(event, 2)), attributes: attributesOf(event, 3) })),
  }
}

/** Other values are represented by their bytes. */
function attributesOf(message: Buffer, field: number): Record<string, string> {
  const pairs = parts(message, field).map((pair) => {
    const value = parts(pair, 2)[0] ?? Buffer.alloc(0)
    return [text(parts(pair, 1)), parts(value, 1).length > 0 ? text(parts(value, 1)) : value.toString('hex')]
  })
  return Object.fromEntries(pairs)
}

const hex = ([bytes]: Buffer[]) => bytes?.toString('hex') ?? ''
const text = ([bytes]: Buffer[]) => bytes?.toString() ?? ''

/** Every length-delimited value in one field of a message. */
function parts(message: Buffer, wanted: number): Buffer[] {
  const found: Buffer[] = []
  let at = 0
  const varint = () => {
    let value = 0
    for (let scale = 1; ; scale *= 128) {
      const byte = message.readUInt8(at++)
      value += (byte & 127) * scale
      if (byte < 128) return value
    }
  }
  while (at < message.length) {
    const tag = varint()
    const wire = tag & 7
    if (wire === 0) varint()
    else if (wire === 1) at += 8
    else if (wire === 5) at += 4
    else {
      const length = varint()
      if (tag >>> 3 === wanted) found.push(message.subarray(at, at + length))
      at += length
    }
  }
  return found
}
