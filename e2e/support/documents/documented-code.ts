import { readFileSync } from 'node:fs'
import path from 'node:path'

const ROOT = path.resolve(import.meta.dirname, '../../..')

/** The code in that language under that heading of a document, exactly as a reader would copy it. */
export function documentedCode(document: string, heading: string, language: string): string {
  const [, section = ''] = readFileSync(path.join(ROOT, document), 'utf8').split(`\n## ${heading}\n`)
  const [, code] = new RegExp(`\n\`\`\`${language}\n(.*?)\n\`\`\`\n`, 's').exec(section) ?? []
  if (!code) throw new Error(`${document} has no ${language} code under “${heading}”.`)
  return `${code}\n`
}
