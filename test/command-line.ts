import { run } from '@/cli/main'
import type { Terminal } from '@/cli/terminal'

type Typed = { input?: string; types?: string; reason?: string }

/** Runs a command line as a person would, and keeps what it wrote. */
export async function rekey(words: string[], { input = '', types, reason = 'ticket 4711' }: Typed = {}) {
  const written: { out: string[]; err: string[] } = { out: [], err: [] }
  const terminal: Terminal = {
    out: (line) => written.out.push(line),
    err: (line) => written.err.push(line),
    interactive: types !== undefined,
    ask: async (question) => (question.startsWith('Reason') ? reason : (types ?? '')),
    input: async () => input,
  }
  const code = await run(words, terminal)
  return { code, out: written.out.join('\n'), err: written.err.join('\n') }
}
