import { readFileSync } from 'node:fs'
import path from 'node:path'

type Line = { id: string; level: 'MUST' | 'SHOULD' | 'BEYOND'; promise: string; answer?: string }
type Chapter = { letter: string; title: string; lines: Line[] }
type Outcome = 'passed' | 'failed' | 'skipped'
/** A test counts once, on however many databases it ran. */
export type Proof = { file: string; title: string; outcome: Outcome }
export type ProvenLine = Line & { proofs: Proof[] }
export type ProvenChapter = Chapter & { lines: ProvenLine[] }

const ID = String.raw`(?:[A-Z]\d+r?|INC-\d+)`
/** A title with IDs: `… [B3 B4]` or `… [D5r, A15]`. */
export const bearsIds = new RegExp(String.raw`\[${ID}(?:[ ,]+${ID})*\]`)

/** The IDs of the promises that a title says its test covers, without the IDs of incidents. */
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

/** Tests with an ID that is not in the checklist. */
export function strayIds(chapters: Chapter[], proofs: Proof[]): string[] {
  const known = new Set(chapters.flatMap(({ lines }) => lines.map(({ id }) => id)))
  return proofs.flatMap(({ file, title }) =>
    idsIn(title)
      .filter((id) => !known.has(id))
      .map((id) => `${id} is not in the checklist: “${title}” in ${file}`),
  )
}

/** Promises without a passing test in a complete run. */
export function gaps(lines: ProvenLine[]): string[] {
  return lines.flatMap((line) => {
    const { id, level, promise, proofs, answer } = line
    if (isProven(line)) return []
    if (proofs.length > 0) return [`${id} has tests, but they were skipped or failed: ${promise}`]
    if (level === 'MUST') return [`${id} is a MUST without a test: ${promise}`]
    return answer ? [] : [`${id} has neither a test nor an answer: ${promise}`]
  })
}
