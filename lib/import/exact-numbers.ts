/** A string, which is left alone, or a number. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g

/**
 * Parses JSON, and keeps each number that JavaScript would write otherwise as `{"$numberDecimal":"1.23E+11"}`: what is
 * rounded or cut must not look like a whole phone number or id. Throws where it is no JSON.
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
