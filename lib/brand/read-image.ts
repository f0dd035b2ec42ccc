import { readFileSync, realpathSync, statSync } from 'node:fs'
import path from 'node:path'

const LARGEST_KB = 64
const PNG_BEGINS = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const PNG_HEAD_BYTES = 24
const TYPES = { svg: 'image/svg+xml', png: 'image/png' }
/** What may come before the root element: a declaration, comments, a document type. */
const SVG_BEGINS = /^\uFEFF?\s*(?:<\?[^>]*\?>\s*|<!--[\s\S]*?-->\s*|<!DOCTYPE[^>[]*>\s*)*<svg[\s>]/

export type Image = {
  name: string
  kind: keyof typeof TYPES
  type: string
  body: Buffer
  width?: number
  height?: number
}

/** An image in the folder, or the reason why it cannot be used. */
export function readImage(folder: string, name: string): Image | string {
  const body = readInside(folder, name)
  if (typeof body === 'string') return body
  const kind = name.endsWith('.svg') ? 'svg' : 'png'
  const fault = kind === 'svg' ? svgFault(body) : pngFault(body)
  if (fault) return fault
  const size = kind === 'png' ? { width: body.readUInt32BE(16), height: body.readUInt32BE(20) } : {}
  return { name: path.parse(name).name, kind, type: TYPES[kind], body, ...size }
}

/** A file of the folder. A link may lead to another place in it, as in a Kubernetes volume, but never out of it. */
export function readInside(folder: string, name: string): Buffer | string {
  try {
    const file = realpathSync(path.join(/*turbopackIgnore: true*/ folder, name))
    if (!file.startsWith(realpathSync(folder) + path.sep)) return 'leads out of BRAND_DIR'
    const stat = statSync(file)
    // Reading a pipe would wait for its other end.
    if (!stat.isFile()) return 'is not a file'
    const { size } = stat
    if (size > LARGEST_KB * 1024) return `has ${Math.ceil(size / 1024)} kB. At most ${LARGEST_KB} kB are allowed`
    return readFileSync(file)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? 'is not in BRAND_DIR'
      : `cannot be read (${code ?? 'unknown error'})`
  }
}

function pngFault(body: Buffer): string | undefined {
  const begins = body.length >= PNG_HEAD_BYTES && body.subarray(0, PNG_BEGINS.length).equals(PNG_BEGINS)
  const sized =
    begins && body.toString('latin1', 12, 16) === 'IHDR' && body.readUInt32BE(16) * body.readUInt32BE(20) > 0
  return sized ? undefined : 'is not a PNG image'
}

/** Headers and the <img> element keep an SVG from running anything; this only tells the operator that it would not work. */
function svgFault(body: Buffer): string | undefined {
  const text = body.toString('utf8')
  if (!SVG_BEGINS.test(text)) return 'is not an SVG image'
  if (/<(?:\w+:)?script|\son\w+\s*=|javascript:/i.test(text)) return 'contains a script, which would not run. Remove it'
  return /<foreignObject|<!ENTITY|@import|(?:href\s*=\s*["']|url\(\s*["']?)\s*(?:https?:)?\/\//i.test(text)
    ? 'loads something from elsewhere, which would be missing. Embed it'
    : undefined
}
