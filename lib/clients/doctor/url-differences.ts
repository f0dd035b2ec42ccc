const lists = new Intl.ListFormat('en-US')

/** One way in which two URLs differ, and how much it says against the one being a misspelling of the other. */
type Difference = { words: string; weight: number; isPlural?: boolean }
type Parts = Record<'scheme' | 'host' | 'port' | 'path' | 'query' | 'fragment', string>

const CASE: Difference = { words: 'upper and lower case', weight: 1, isPlural: true }
const ENCODING: Difference = { words: 'the percent-encoding', weight: 1 }

/** The registered URL that an app most likely means by the one that it asked for. Undefined if there is none. */
export function nearestTo(asked: string, registered: string[]): string | undefined {
  const distance = (url: string) =>
    differences(asked, url).reduce((sum, { weight }) => sum + weight, 0) - commonBeginning(asked, url) / 10_000
  return registered.toSorted((one, other) => distance(one) - distance(other))[0]
}

/** What differs, such as “the scheme and one slash at the end differ”. */
export function describeDifferences(asked: string, registered: string): string {
  const found = differences(asked, registered)
  const isSingular = found.length === 1 && !found[0]!.isPlural
  return `${lists.format(found.map(({ words }) => words))} ${isSingular ? 'differs' : 'differ'}`
}

/** Read as text: the parser of URLs would undo some of the differences that count here. */
function differences(asked: string, registered: string): Difference[] {
  const [a, b] = [partsOf(asked.trim()), partsOf(registered)]
  const hosts = [a.host.toLowerCase(), b.host.toLowerCase()] as const
  const bare = hosts.map((host) => host.replace(/^www\./, ''))
  const found: (Difference | false)[] = [
    asked !== asked.trim() && { words: 'a space around it', weight: 1 },
    a.scheme.toLowerCase() !== b.scheme.toLowerCase() && { words: 'the scheme', weight: 3 },
    hosts[0] !== hosts[1] &&
      (bare[0] === bare[1] ? { words: '“www.” before the host', weight: 2 } : { words: 'the host', weight: 100 }),
    a.port !== b.port && { words: 'the port', weight: 5 },
    ...pathDifferences(a.path, b.path),
    a.query !== b.query && { words: 'the query', weight: 4 },
    a.fragment !== b.fragment && { words: 'the part after #', weight: 2 },
  ]
  const isCase = (one: string, other: string) => one !== other && one.toLowerCase() === other.toLowerCase()
  const inCase = isCase(a.scheme, b.scheme) || isCase(a.host, b.host)
  const all = [...found, inCase && !found.includes(CASE) && CASE]
  return all.filter((difference) => difference !== false)
}

function pathDifferences(asked: string, registered: string): Difference[] {
  const [a, b] = [asked.replace(/\/+$/, ''), registered.replace(/\/+$/, '')]
  const slashes = Math.abs(asked.length - a.length - (registered.length - b.length))
  const atEnd: Difference[] =
    slashes === 0
      ? []
      : [
          {
            words: slashes === 1 ? 'one slash at the end' : `${slashes} slashes at the end`,
            weight: 1,
            isPlural: slashes > 1,
          },
        ]
  if (a === b) return atEnd
  if (a.toLowerCase() === b.toLowerCase()) return [CASE, ...atEnd]
  if (decoded(a) === decoded(b)) return [ENCODING, ...atEnd]
  if (decoded(a).toLowerCase() === decoded(b).toLowerCase()) return [ENCODING, CASE, ...atEnd]
  // A final slash is beside the point then.
  return [{ words: 'the path', weight: 20 }]
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

function partsOf(url: string): Parts {
  const [, scheme = '', authority = '', path = '', query = '', fragment = ''] =
    /^(?:([^:/?#]*):)?(?:\/\/([^/?#]*))?([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(url) ?? []
  const [, host = '', port = ''] = /^(.*?)(:\d*)?$/s.exec(authority) ?? []
  return { scheme, host, port, path, query, fragment }
}

function commonBeginning(one: string, other: string): number {
  const at = [...one].findIndex((character, index) => character !== other[index])
  return at === -1 ? one.length : at
}
