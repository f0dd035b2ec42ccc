/**
 * The URL in a text of anybody, or undefined if there is none. Not by `URL.canParse`: once Node 20 has optimized it, it accepts texts
 * with characters beyond ASCII that the constructor refuses (it reads their bytes as UTF-8).
 */
export function parsedUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base)
  } catch {
    return undefined
  }
}
