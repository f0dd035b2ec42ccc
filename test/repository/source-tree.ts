import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** The source of files by their path from the root. */
export type Tree = Record<string, string>

const notOurs = /^(node_modules|dist|next-env\.d\.ts|\..*)$/

/** Every source file of the repository. */
export function readTree(): Tree {
  return Object.fromEntries(sourcesIn('.').map((file) => [file, readFileSync(file, 'utf8')]))
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !notOurs.test(name))
    .flatMap((entry) => {
      const file = path.posix.join(folder, entry.name)
      if (entry.isDirectory()) return sourcesIn(file)
      return /\.(ts|tsx|mjs|js)$/.test(entry.name) ? [file] : []
    })
}

/** Packages by name, our own code as /path from the root. */
export function importsOf(file: string, source: string): string[] {
  return [...source.matchAll(/\b(?:from|import)\b\s*\(?\s*['"]([^'"]+)['"]/g)].map(([, name = '']) => {
    if (name.startsWith('@/')) return name.slice(1)
    return name.startsWith('.') ? `/${path.posix.join(path.dirname(file), name)}` : name
  })
}

/** Tests beside the code are never shipped, and may import anything. */
export function isUnitTest(file: string): boolean {
  return /\.test\.tsx?$/.test(file) || /^(?!e2e\/).*\.chaos\.ts$/.test(file)
}
