/** A string, which stays unchanged, or a number. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g

/**
 * Parses JSON and keeps each number that JavaScript would change as `{"$numberDecimal":"1.23E+11"}`, because a rounded
 * number must not pass for a phone number or an ID. Throws if the text is not JSON.
 */
export function parseExactly(json: string): unknown {
  const parsed = JSON.parse(json)
  let inexact = false
  const kept = json.replace(TOKEN, (token) => {
    if (token.startsWith('"') || String(Number(token)) === token) return token
    inexact = true
    return `{"$numberDecimal":"${token}"}`
  })
  return inexact ? JSON.parse(kept) : parsed
}
