import { hash } from 'node:crypto'

const FIRST_SIZE = 2 ** 12

/**
 * Finds the row that had a key first. Stores 64 bits of each key's digest and its row number, 12 bytes in a table that is
 * half empty: a million keys take 25 to 50 MB, and a Map of their texts would take several times that.
 */
export function duplicateKeys() {
  let size = FIRST_SIZE
  let table = emptyTable(size)
  let count = 0

  /** The place of a digest, or the place where it would go. */
  function placeOf(high: number, low: number): number {
    let place = low % size
    // Row 0 means an empty place, because rows are numbered from 1.
    while (table.rows[place] !== 0 && (table.highs[place] !== high || table.lows[place] !== low)) {
      place = (place + 1) % size
    }
    return place
  }

  function put(high: number, low: number, row: number): void {
    const place = placeOf(high, low)
    table.highs[place] = high
    table.lows[place] = low
    table.rows[place] = row
  }

  function grow(): void {
    const former = table
    size *= 2
    table = emptyTable(size)
    former.rows.forEach((row, place) => {
      if (row !== 0) put(former.highs[place]!, former.lows[place]!, row)
    })
  }

  /** The earlier row that has this key; undefined if this row is the first, which then has it. */
  return (key: string, row: number): number | undefined => {
    const digest = hash('sha256', key)
    const high = Number.parseInt(digest.slice(0, 8), 16)
    const low = Number.parseInt(digest.slice(8, 16), 16)
    const earlier = table.rows[placeOf(high, low)]
    if (earlier) return earlier
    if (count * 2 >= size) grow()
    put(high, low, row)
    count += 1
    return undefined
  }
}

function emptyTable(size: number) {
  return { highs: new Uint32Array(size), lows: new Uint32Array(size), rows: new Uint32Array(size) }
}
