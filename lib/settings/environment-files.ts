/** A settings file as it is on the disk, such as .env.local. */
export type EnvironmentFile = { path: string; contents: string }
export type Environment = Record<string, string | undefined>
type Line = { text: string; literal: string; unclosed: boolean }

/** What shells of several systems write before a name. */
const LEAD = String.raw`^\s*(?:(?:export|set|setx|declare)\s+|\$env:)?`

const ASSIGNED = /^\s*(?:export\s+)?(\w+)\s*[=:]/gm
/** A value in quotes that are closed on its line or a later one. */
const QUOTED = /^(\s*(?:export\s+)?([\w.-]+)\s*[=:]\s*)(["'`])(?:\\\3|(?!\3)[\s\S])*\3[ \t]*(?:#.*)?$/gm
/** Shells export one-letter variables such as `_`, which occur in passwords by chance. */
const MEANT = /^\w{2,}$/

/**
 * Finds settings that were read differently from what their file says: a `$` without a variable, a `#` that cuts off the
 * rest, an unclosed quote, a line without `=`. The value is never part of the message, because it may be a secret.
 */
export function faultsOfFiles(
  files: readonly EnvironmentFile[],
  { names, before, read }: { names: readonly string[]; before: Environment; read: Environment },
): string[] {
  const broken = files.filter(({ contents }) => /[\0\uFFFD]/.test(contents))
  const notText = broken.map(({ path }) => `${path} is not UTF-8. Save it as UTF-8`)
  const inFiles = files.flatMap(({ contents }) => [...contents.matchAll(ASSIGNED)].map(([, name]) => name))
  const variables = [...inFiles, ...Object.keys(before).filter((name) => MEANT.test(name))]
  const isReadAs =
    (value = '') =>
    (literal: string) =>
      filledIn(literal, read, variables) === value.trim()
  // The environment itself comes first, then the first file that has the name.
  const asked = names.filter((name) => before[name] === undefined)
  const found = asked.map((name) => {
    for (const { path, contents } of files) {
      const lines = linesOf(withoutOthers(contents, names), name)
      if (lines.length > 0) return faultOf(lines, name, path, isReadAs(read[name]))
    }
    return undefined
  })
  return [...notText, ...found.filter((each) => each !== undefined)]
}

/** Text inside of another variable's multi-line value, such as a key, sets nothing. */
function withoutOthers(contents: string, names: readonly string[]): string {
  return contents
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replace(QUOTED, (all, lead, name) => (names.includes(name) ? all : lead))
}

function linesOf(contents: string, name: string): Line[] {
  const line = new RegExp(`${LEAD}${name}(?:\\s*[=:]|\\s|$)\\s*(.*)$`)
  return contents
    .split('\n')
    .flatMap((each) => line.exec(each)?.[1] ?? [])
    .map((text) => ({ text, ...literalOf(text.trim()) }))
}

/** The value as a person reads the line: without the quotes around it and the comment after it. */
function literalOf(text: string): Omit<Line, 'text'> {
  const [, , quoted] = /^(["'`])(.*?)\1\s*(?:#.*)?$/.exec(text) ?? []
  if (quoted !== undefined) return { literal: quoted, unclosed: false }
  const [quote = ''] = /^["'`]/.exec(text) ?? []
  return { literal: text.replace(/(^|\s+)#.*$/, ''), unclosed: quote !== '' && text.split(quote).length % 2 === 0 }
}

function faultOf(lines: Line[], name: string, path: string, isRead: (literal: string) => boolean): string | undefined {
  const values = new Set(lines.map(({ literal }) => literal).filter(Boolean))
  const last = lines.at(-1)!
  if (values.size > 1 || (values.size === 1 && last.literal === ''))
    return `${name} occurs several times in ${path} with different values. Keep one`
  if (last.unclosed) return `${name} in ${path} begins with a quote that is not closed on its line`
  if (isRead(last.literal)) return undefined
  return `${name} is not read as written in ${path}: ${reason(last)}`
}

/** Expands the variables that were meant as such: in braces, or set in these files or in the environment. */
function filledIn(literal: string, read: Environment, variables: (string | undefined)[]): string {
  return literal
    .replace(/(?<!\\)\$\{(\w+)(?::-([^}\\]*))?\}/g, (all, name, otherwise) => read[name] || otherwise || all)
    .replace(/(?<!\\)\$(\w+)/g, (all, name) => (variables.includes(name) && read[name]) || all)
    .replaceAll('\\$', '$')
    .trim()
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: settings files write variables this way.
const WRITE_DOLLAR = 'write each $ in the value as \\$, or ${NAME} for a variable that is set'

function reason({ text, literal }: Line): string {
  if (/(?<!\\)\$/.test(literal)) return WRITE_DOLLAR
  if (/\S#/.test(text)) return 'put the value in quotes, because # begins a comment'
  if (literal.includes('\\')) return 'write it without quotes, because \\n and \\r are replaced inside of them'
  return 'write NAME=value on a line of its own'
}
