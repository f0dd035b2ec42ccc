/** Spreadsheets write a semicolon or a tab where the comma is the decimal sign. */
const DELIMITERS = [',', ';', '\t', '|']
const LONGEST_HEADER = 2 ** 16

type Read = { delimiter: string; input: AsyncIterable<Buffer> }

/** Recognizes the delimiter of a file by its header, unless it is given. `input` still contains the whole file. */
export async function withDelimiter(file: AsyncIterable<Buffer>, given?: string): Promise<Read> {
  if (given !== undefined) return { delimiter: given, input: file }
  const chunks = file[Symbol.asyncIterator]()
  const begins: Buffer[] = []
  let header = ''
  while (!/\S.*\n/.test(header) && header.length < LONGEST_HEADER) {
    const { value, done } = await chunks.next()
    if (done) break
    begins.push(value)
    // In UTF-16 every second byte of these characters is zero.
    header += value.filter((byte: number) => byte !== 0).toString()
  }
  return { delimiter: delimiterOf(header), input: joined(begins, chunks) }
}

/** The character that occurs most often outside of quotes; the comma where none does. */
function delimiterOf(text: string): string {
  const [line = ''] = text.trimStart().split(/[\r\n]/)
  const unquoted = line.replace(/"[^"]*"/g, '')
  const counts = DELIMITERS.map((each) => unquoted.split(each).length)
  return DELIMITERS[counts.indexOf(Math.max(...counts))]!
}

async function* joined(begins: Buffer[], rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield* begins
  yield* { [Symbol.asyncIterator]: () => rest }
}
