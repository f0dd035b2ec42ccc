import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DockerfileParser } from 'dockerfile-ast'

const ROOT = path.resolve(import.meta.dirname, '../../..')

export const dockerfile = () => readFileSync(path.join(ROOT, 'Dockerfile'), 'utf8')

export type Step = { keyword: string; flags: Record<string, string>; words: string[]; text: string }

/** The Dockerfile's stages, each with its instructions in order, with variables replaced. */
export function stages(text = dockerfile()): Step[][] {
  const found: Step[][] = []
  for (const instruction of DockerfileParser.parse(text).getInstructions()) {
    const keyword = instruction.getKeyword().toUpperCase()
    if (keyword === 'FROM') found.push([])
    const flagged = instruction as { getFlags?: () => { getName(): string; getValue(): string | null }[] }
    const flags = (flagged.getFlags?.() ?? []).map((flag) => [flag.getName(), flag.getValue() ?? ''])
    const whole = instruction.getArgumentsContent() ?? ''
    const args = instruction.getArguments().map((argument) => argument.getValue())
    found.at(-1)?.push({ keyword, flags: Object.fromEntries(flags), words: exec(whole) ?? args, text: whole })
  }
  return found
}

/** The words of a command in exec form. Undefined if it runs in a shell. */
export function exec(text: string): string[] | undefined {
  const [list] = /\[.*\]\s*$/s.exec(text) ?? []
  return list ? JSON.parse(list) : undefined
}

/** The variables set by ENV in a stage. */
export function environmentOf(stage: Step[]): Record<string, string> {
  const pairs = stage.filter(({ keyword }) => keyword === 'ENV').flatMap(({ words }) => words)
  return Object.fromEntries(pairs.map((pair) => pair.split(/=(.*)/s).slice(0, 2)))
}

/** The files that the last stage copies from the build, and their destinations. */
export function copies(): { source: string; target: string }[] {
  const lines = stages()
    .at(-1)!
    .filter(({ keyword }) => keyword === 'COPY')
  return lines.flatMap(({ words }) => {
    const target = words.at(-1)!
    return words.slice(0, -1).map((word) => {
      const source = path.join(ROOT, path.relative('/build', word))
      // Like COPY: the contents of a folder are copied, and a file is copied into a target that ends with a slash.
      return { source, target: target.endsWith('/') ? path.join(target, path.basename(source)) : target }
    })
  })
}

/** Copies the image's files to a folder that only root can write to. */
export function layOut(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'rekey-image-'))
  for (const { source, target } of copies()) {
    mkdirSync(path.dirname(path.join(folder, target)), { recursive: true })
    cpSync(source, path.join(folder, target), { recursive: true, verbatimSymlinks: true })
  }
  eachFolder(folder, 0o555)
  return {
    folder,
    remove() {
      eachFolder(folder, 0o755)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function eachFolder(folder: string, mode: number) {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isDirectory()) eachFolder(path.join(folder, entry.name), mode)
  chmodSync(folder, mode)
}
