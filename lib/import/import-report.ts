import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { UnusableSource } from './fields'
import { redact } from './redact'
import type { Action, ProblemCode } from './row-problems'

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

/** How each begins. */
const REPORT = '{"row":'

/**
 * JSON lines in a file that only its owner may read: it holds people's addresses. Replaces an earlier report and nothing
 * else. Throws UnusableSource.
 */
export async function openReport(name: string): Promise<Report> {
  const { O_RDWR, O_CREAT, O_NOFOLLOW, O_NONBLOCK } = constants
  // Through no link, which somebody else may have laid in a shared folder.
  const file = await open(name, O_RDWR | O_CREAT | (O_NOFOLLOW ?? 0) | (O_NONBLOCK ?? 0), 0o600).catch(({ code }) => {
    throw new UnusableSource(`The report ${name} cannot be written (${code}). Name another: --report report.jsonl`)
  })
  try {
    await clear(file, name)
  } catch (error) {
    await file.close()
    throw error
  }
  return {
    async write(lines) {
      const text = lines.map((line) => `${JSON.stringify(short(line))}\n`).join('')
      if (text) await file.appendFile(text)
    },
    close: () => file.close(),
  }
}

async function clear(file: FileHandle, name: string): Promise<void> {
  const found = await file.stat()
  const begins = await file.read({ buffer: Buffer.alloc(REPORT.length), position: 0 }).catch(() => undefined)
  const isReport = found.size === 0 || begins?.buffer.toString() === REPORT
  // Another person's file stays readable for that person, and a file of another kind may be the source itself.
  if (!found.isFile() || !isReport || found.uid !== (process.getuid?.() ?? found.uid)) {
    throw new UnusableSource(`${name} is there, and is no report of yours. Name another: --report report.jsonl`)
  }
  await file.chmod(0o600)
  await file.truncate()
}

function short(line: ReportLine): ReportLine {
  return { ...line, id: line.id && redact(line.id), email: redact(line.email) }
}
