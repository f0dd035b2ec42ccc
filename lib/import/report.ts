import { once } from 'node:events'
import { chmodSync, createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import type { Action, ProblemCode } from './problems'

/** What is said of a row; never its hash, and of a password kept as it was typed nothing at all. */
type ReportLine = {
  row: number
  id?: string
  email: string
  problem: ProblemCode
  action: Action
  words: string
  detail?: string
}

export type Report = {
  write(lines: ReportLine[]): Promise<void>
  close(): Promise<void>
}

/** Far more than an address or an id has. */
const LONGEST_VALUE = 320
/** How hashes look: a row whose columns are out of step may have one where its address should be. */
const HASH = /\$.*\$|^!/

/** JSON lines in a file that only its owner may read: it holds people's addresses. */
export function openReport(file: string): Report {
  const stream = createWriteStream(file, { mode: 0o600 })
  const failed = once(stream, 'error').then(([error]) => {
    throw error
  })
  failed.catch(() => {})
  stream.once('open', () => chmodSync(file, 0o600))
  return {
    async write(lines) {
      const text = lines.map((line) => `${JSON.stringify(short(line))}\n`).join('')
      if (text && !stream.write(text)) await Promise.race([failed, once(stream, 'drain')])
    },
    async close() {
      stream.end()
      await Promise.race([failed, finished(stream)])
    },
  }
}

function short(line: ReportLine): ReportLine {
  return { ...line, id: line.id && shown(line.id), email: shown(line.email) }
}

function shown(text: string): string {
  return HASH.test(text) ? '(withheld)' : text.slice(0, LONGEST_VALUE)
}
