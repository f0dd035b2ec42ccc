import { readFileSync } from 'node:fs'
import path from 'node:path'

const ROOT = path.resolve(import.meta.dirname, '../../..')

/** The code in that language under that heading of a document, exactly as a reader would copy it. */
export function documentedCode(document: string, heading: string, language: string): string {
  const [code] = documentedParts(document, heading, language)
  if (!code) throw new Error(`${document} has no ${language} code under “${heading}”.`)
  return code
}

/** Every piece of code in that language under that heading, in order. */
export function documentedParts(document: string, heading: string, language: string): string[] {
  const [, rest = ''] = readFileSync(path.join(ROOT, document), 'utf8').split(`\n## ${heading}\n`)
  const [section = ''] = rest.split('\n## ')
  return [...section.matchAll(new RegExp(`\n\`\`\`${language}\n(.*?\n)\`\`\`\n`, 'gs'))].map(([, code = '']) => code)
}
