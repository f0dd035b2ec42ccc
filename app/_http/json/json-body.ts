import { fail, ok, type Result } from '@/lib/result'

export const BODY_LIMIT_BYTES = 16 * 1024

const JSON_TYPE = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i

/** Reads one JSON object of at most BODY_LIMIT_BYTES. A key given twice counts as its last value, as JSON.parse reads it. */
export async function readJson(request: Request): Promise<Result<object>> {
  const text = await readJsonText(request)
  if (!text.ok) return text
  try {
    const body = JSON.parse(text.value)
    return isObject(body) ? ok(body) : fail('malformed-json')
  } catch {
    return fail('malformed-json')
  }
}

/** The unparsed body of a JSON request, over which a signature was made. */
export async function readJsonText(request: Request): Promise<Result<string>> {
  // A form of another site cannot send this type, so the check doubles as protection against forged requests.
  if (!JSON_TYPE.test(request.headers.get('content-type') ?? '')) return fail('not-json')
  try {
    const bytes = await readCapped(request)
    if (!bytes) return fail('too-large')
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    // Or the client disconnected in the middle of it, which is not our error either.
    return fail('malformed-json')
  }
}

/** Stops at the limit whatever the header says, so that a large body is never in memory; throws if the client disconnects. */
async function readCapped(request: Request): Promise<Uint8Array | undefined> {
  if (Number(request.headers.get('content-length')) > BODY_LIMIT_BYTES) return undefined
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > BODY_LIMIT_BYTES) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
