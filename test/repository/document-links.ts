import { existsSync } from 'node:fs'
import path from 'node:path'

/** The text of documents by their path from the root. */
export type Documents = Record<string, string>

/** Every relative link whose file or heading does not exist, as "document: target". */
export function brokenLinks(documents: Documents): string[] {
  return Object.entries(documents).flatMap(([document, text]) =>
    targetsIn(text)
      .filter((target) => !leadsSomewhere(document, target, documents))
      .map((target) => `${document}: ${target}`),
  )
}

/** Where the Markdown links, the pictures and the HTML tags of a document lead, without links to other sites. */
export function targetsIn(text: string): string[] {
  const prose = withoutCode(text)
  const found = [...prose.matchAll(/\]\(([^)\s]+)\)|\b(?:href|src|srcset)="([^"\s]+)"/g)]
  return found.map(([, link, tag]) => (link ?? tag) as string).filter((target) => !/^[a-z]+:/i.test(target))
}

function leadsSomewhere(document: string, target: string, documents: Documents): boolean {
  const [file = '', anchor] = target.split('#')
  const place = file ? path.posix.join(path.posix.dirname(document), decodeURIComponent(file)) : document
  // A path above the root works on this machine and nowhere else.
  if (place.startsWith('..') || !(place in documents || existsSync(place))) return false
  return anchor === undefined || anchorsOf(documents[place] ?? '').has(anchor)
}

/** The names that GitHub gives to the headings of a document; a repeated heading gets a number. */
export function anchorsOf(text: string): Set<string> {
  const anchors = new Set<string>()
  for (const [, heading = ''] of withoutFences(text).matchAll(/^#{1,6} +(.+)$/gm)) {
    const name = heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-')
    const repeated = [...anchors].filter((each) => each === name || /^-\d+$/.test(each.slice(name.length))).length
    anchors.add(anchors.has(name) ? `${name}-${repeated}` : name)
  }
  return anchors
}

const withoutFences = (text: string) => text.replace(/^ *```[\s\S]*?^ *```$/gm, '')
const withoutCode = (text: string) => withoutFences(text).replace(/`[^`\n]+`/g, '')
