/** A file of settings as it stands on the disk, such as .env.local. */
export type EnvironmentFile = { path: string; contents: string }
type Environment = Record<string, string | undefined>
type Line = { text: string; literal: string; unclosed: boolean }

/** Before a name, as shells of several systems write it. */
const LEAD = String.raw`^\s*(?:(?:export|set|setx|declare)\s+|\$env:)?`

const ASSIGNED = /^\s*(?:export\s+)?(\w+)\s*[=:]/gm
/** A value in quotes that end, on its line or on a later one. */
const QUOTED = /^(\s*(?:export\s+)?([\w.-]+)\s*[=:]\s*)(["'`])(?:\\\3|(?!\3)[\s\S])*\3[ \t]*(?:#.*)?$/gm
/** What shells export by themselves in one letter (`_`) stands in passwords by chance. */
const MEANT = /^\w{2,}$/

/**
 * Where a setting was read as something other than what its file says: a `$` that stands for nothing, a `#` that cuts the rest
 * off, quotes that do not end, a line without `=`. The value itself is never told, since it may be a secret.
 */
export function faultsOfFiles(
  files: readonly EnvironmentFile[],
  { names, before, read }: { names: readonly string[]; before: Environment; read: Environment },
): string[] {
  const broken = files.filter(({ contents }) => /[\0\uFFFD]/.test(contents))
  const notText = broken.map(({ path }) => `${path} is not UTF-8 text: save it as such`)
  const inFiles = files.flatMap(({ contents }) => [...contents.matchAll(ASSIGNED)].map(([, name]) => name))
  const variables = [...inFiles, ...Object.keys(before).filter((name) => MEANT.test(name))]
  const isReadAs =
    (value = '') =>
    (literal: string) =>
      filledIn(literal, read, variables) === value.trim()
  // What the environment itself says comes first, then the first file that names it.
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

/** What stands in another variable's value of several lines, such as a key, sets nothing. */
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

/** What the line says to whoever reads it: without the quotes around it, and without a comment behind it. */
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
    return `${name} stands several times in ${path}, with different values: keep one`
  if (last.unclosed) return `${name} in ${path} begins with a quote that does not end on its line`
  if (isRead(last.literal)) return undefined
  return `${name} was read as something other than what ${path} says: ${reason(last)}`
}

/** With the variables that were meant as such: in braces, or set in these very files or in the environment before. */
function filledIn(literal: string, read: Environment, variables: (string | undefined)[]): string {
  return literal
    .replace(/(?<!\\)\$\{(\w+)(?::-([^}\\]*))?\}/g, (all, name, otherwise) => read[name] || otherwise || all)
    .replace(/(?<!\\)\$(\w+)/g, (all, name) => (variables.includes(name) && read[name]) || all)
    .replaceAll('\\$', '$')
    .trim()
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: files of settings name their variables so.
const WRITE_DOLLAR = 'write each $ of the value as \\$, or ${NAME} for a variable that is set'

function reason({ text, literal }: Line): string {
  if (/(?<!\\)\$/.test(literal)) return WRITE_DOLLAR
  if (/\S#/.test(text)) return 'put the value in quotes, since # begins a comment'
  if (literal.includes('\\')) return 'write it without quotes, since \\n and \\r are changed in them'
  return 'write NAME=value on a line of its own'
}
