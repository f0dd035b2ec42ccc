import { createInterface } from 'node:readline/promises'
import { text } from 'node:stream/consumers'

/** Where a command reads and writes. Answers go to standard output, everything else to standard error. */
export type Terminal = {
  out(line: string): void
  err(line: string): void
  /** False in scripts, where nobody can answer a question. */
  interactive: boolean
  /** Whether answers may be colored. They are not in a file, or if NO_COLOR is set. */
  colours?: boolean
  ask(question: string): Promise<string>
  /** All of standard input. */
  input(): Promise<string>
}

const terminal: Terminal = {
  out: (line) => void process.stdout.write(`${line}\n`),
  err: (line) => void process.stderr.write(`${line}\n`),
  interactive: Boolean(process.stdin.isTTY && process.stderr.isTTY),
  colours: Boolean(process.stdout.isTTY && process.stdout.hasColors()),
  async ask(question) {
    const reader = createInterface({ input: process.stdin, output: process.stderr })
    try {
      return await reader.question(question)
    } finally {
      reader.close()
    }
  },
  input: () => text(process.stdin),
}

/** The terminal of this process, or the files and pipes used instead of one. */
export function terminalHere(): Terminal {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', unread)
  return terminal
}

/** A reader of only the beginning (`| head -1`) closes the pipe, which is not an error. A full disk is one. */
function unread({ code }: NodeJS.ErrnoException): void {
  if (code === 'EPIPE') return
  terminal.err(`Writing failed (${code}). The output is incomplete.`)
  process.exit(1)
}

/** Text from the database made safe for a terminal, so that an escape sequence in a user agent cannot control it. */
export function printable(value: unknown): string {
  return String(value ?? '–').replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '�')
}

/** JSON for scripts that is also safe to print: characters that could control a terminal are escaped. */
export function json(value: unknown): string {
  return inertJson(JSON.stringify(value, null, 2))
}

/** Escapes the characters of a JSON text that could control a terminal. */
export function inertJson(text: string): string {
  return text.replace(/[\x7f-\x9f\p{Cf}\p{Zl}\p{Zp}]/gu, (sign) =>
    [...Array(sign.length).keys()].map((at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
  )
}

/** The maximum width of a table with shortened columns. */
const WIDTH = 100
const NARROWEST = 8
const GAP = 2

/**
 * Rows under their headings, each column as wide as its longest text. If columns are named in `shortened`, the table is at most
 * 100 columns wide, and their texts are cut off, those of the first one first.
 */
export function table(rows: Record<string, unknown>[], shortened: string[] = []): string {
  const [first] = rows
  if (!first) return ''
  const names = Object.keys(first)
  const lines = [names, ...rows.map((row) => names.map((name) => printable(row[name])))]
  const widths = names.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)))
  shorten(
    widths,
    shortened.map((name) => names.indexOf(name)),
  )
  return lines
    .map((line) =>
      line
        .map((cell, column) => cut(cell, widths[column]!).padEnd(widths[column]!))
        .join(' '.repeat(GAP))
        .trimEnd(),
    )
    .join('\n')
}

/** Narrows one column after the other, in the order in which they are named, until all of them fit. */
function shorten(widths: number[], columns: number[]): void {
  const room = WIDTH - GAP * (widths.length - 1)
  for (const column of columns) {
    const excess = widths.reduce((sum, width) => sum + width, 0) - room
    if (excess > 0) widths[column] = Math.max(NARROWEST, widths[column]! - excess)
  }
}

const cut = (text: string, width: number) => (text.length > width ? `${text.slice(0, width - 1)}…` : text)

/** One value per line, after its name. */
export const list = (values: Record<string, unknown>): string => pairs(Object.entries(values))

/** The same for names that are not unique. */
export function pairs(rows: [name: string, value: unknown][]): string {
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${printable(value)}`).join('\n')
}

/** `2026-11-22 23:40 UTC`, or a dash. */
export const moment = (iso: string | null) => (iso ? `${iso.slice(0, 16).replace('T', ' ')} UTC` : null)

/** A page of rows, and the option that prints the next page. */
export function page(rows: string, next: string | null): string {
  return [rows || 'None.', next && `\nNext page: --after ${next}`].filter(Boolean).join('\n')
}
