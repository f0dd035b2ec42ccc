import { readFileSync } from 'node:fs'
import path from 'node:path'

type Line = { id: string; level: 'MUST' | 'SHOULD' | 'BEYOND'; promise: string; answer?: string }
type Chapter = { letter: string; title: string; lines: Line[] }
type Outcome = 'passed' | 'failed' | 'skipped'
/** A test as one person would count it: once, on however many databases it ran. */
export type Proof = { file: string; title: string; outcome: Outcome }
export type ProvenLine = Line & { proofs: Proof[] }
export type ProvenChapter = Chapter & { lines: ProvenLine[] }

const ID = String.raw`(?:[A-Z]\d+r?|INC-\d+)`
/** A title that bears IDs: `… [B3 B4]` or `… [D5r, A15]`. */
export const bearsIds = new RegExp(String.raw`\[${ID}(?:[ ,]+${ID})*\]`)

/** The lines that a title claims to cover; an incident beside them is only mentioned. */
export function idsIn(title: string): string[] {
  const groups = title.match(new RegExp(bearsIds, 'g')) ?? []
  return groups.flatMap((group) => group.slice(1, -1).split(/[ ,]+/)).filter((id) => !id.startsWith('INC-'))
}

export function readChapters(): Chapter[] {
  return JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../checklist.json'), 'utf8'))
}

export function prove(chapters: Chapter[], proofs: Proof[]): ProvenChapter[] {
  const of = (line: Line) => ({ ...line, proofs: proofs.filter(({ title }) => idsIn(title).includes(line.id)) })
  return chapters.map((chapter) => ({ ...chapter, lines: chapter.lines.map(of) }))
}

export function linesOf(chapters: ProvenChapter[]): ProvenLine[] {
  return chapters.flatMap(({ lines }) => lines)
}

export function isProven({ proofs }: ProvenLine): boolean {
  return proofs.some(({ outcome }) => outcome === 'passed') && proofs.every(({ outcome }) => outcome !== 'failed')
}

/** A test whose line does not exist covers nothing, whichever tests were run. */
export function strayIds(chapters: Chapter[], proofs: Proof[]): string[] {
  const known = new Set(chapters.flatMap(({ lines }) => lines.map(({ id }) => id)))
  return proofs.flatMap(({ file, title }) =>
    idsIn(title)
      .filter((id) => !known.has(id))
      .map((id) => `${id} is no line of the checklist: “${title}” in ${file}`),
  )
}

/** What keeps a whole run from being a proof. */
export function gaps(lines: ProvenLine[]): string[] {
  return lines.flatMap((line) => {
    const { id, level, promise, proofs, answer } = line
    if (isProven(line)) return []
    if (proofs.length > 0) return [`${id} has tests, but none that prove it: ${promise}`]
    if (level === 'MUST') return [`${id} is a MUST without a test: ${promise}`]
    return answer ? [] : [`${id} has neither a test nor an answer: ${promise}`]
  })
}
