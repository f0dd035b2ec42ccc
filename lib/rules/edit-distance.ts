/** How many letters must be inserted, removed or changed (Levenshtein distance). */
export function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (const [above, letter] of [...from].entries()) {
    const next = [above + 1]
    for (let index = 1; index <= to.length; index++) {
      const change = row[index - 1]! + (letter === to[index - 1] ? 0 : 1)
      next.push(Math.min(change, row[index]! + 1, next[index - 1]! + 1))
    }
    row = next
  }
  return row.at(-1)!
}
