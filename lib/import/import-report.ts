import { constants } from 'node:fs'
import { type FileHandle, open, unlink } from 'node:fs/promises'
import { UnusableSource } from './fields'
import { redact } from './redact'
import type { Action, ProblemCode } from './row-problems'

/** What the report says about a row. It contains neither a hash nor a password stored as plain text. */
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
  /** Keeps the file only if something was reported; returns whether it does. */
  close(): Promise<boolean>
}

/** How every report begins. */
const REPORT = '{"row":'

/**
 * JSON lines in a file that only its owner can read, because it contains email addresses. Replaces an earlier report and
 * no other file. Throws UnusableSource.
 */
export async function openReport(name: string): Promise<Report> {
  const { O_RDWR, O_CREAT, O_NOFOLLOW, O_NONBLOCK } = constants
  // Symbolic links are not followed, because somebody else may have placed one in a shared folder.
  const file = await open(name, O_RDWR | O_CREAT | (O_NOFOLLOW ?? 0) | (O_NONBLOCK ?? 0), 0o600).catch(({ code }) => {
    throw new UnusableSource(`Cannot write the report ${name} (${code}). Choose another file with --report.`)
  })
  try {
    await clear(file, name)
  } catch (error) {
    await file.close()
    throw error
  }
  let isEmpty = true
  return {
    async write(lines) {
      const text = lines.map((line) => `${JSON.stringify(short(line))}\n`).join('')
      if (!text) return
      isEmpty = false
      await file.appendFile(text)
    },
    async close() {
      await file.close()
      if (isEmpty) await unlink(name)
      return !isEmpty
    },
  }
}

async function clear(file: FileHandle, name: string): Promise<void> {
  const found = await file.stat()
  const begins = await file.read({ buffer: Buffer.alloc(REPORT.length), position: 0 }).catch(() => undefined)
  const isReport = found.size === 0 || begins?.buffer.toString() === REPORT
  // A file of another user would stay readable to that user, and a file of another kind may be the source itself.
  if (!found.isFile() || !isReport || found.uid !== (process.getuid?.() ?? found.uid)) {
    throw new UnusableSource(`${name} already exists and is not a report of yours. Choose another file with --report.`)
  }
  await file.chmod(0o600)
  await file.truncate()
}

function short(line: ReportLine): ReportLine {
  return { ...line, id: line.id && redact(line.id), email: redact(line.email) }
}
