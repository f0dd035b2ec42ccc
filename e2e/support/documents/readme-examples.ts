import { readFileSync } from 'node:fs'
import path from 'node:path'

const README = path.resolve(import.meta.dirname, '../../../README.md')

/** The example in that language below that heading, as a reader would copy it. */
export function readmeExample(heading: string, language: string): string {
  const [, section = ''] = readFileSync(README, 'utf8').split(`\n### ${heading}\n`)
  const [, code] = new RegExp(`\n\`\`\`${language}\n(.*?)\n\`\`\`\n`, 's').exec(section) ?? []
  if (!code) throw new Error(`The README has no ${language} below “${heading}”.`)
  return `${code}\n`
}
