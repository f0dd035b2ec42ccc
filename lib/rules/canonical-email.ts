/**
 * The form in which emails are compared: A–Z become a–z and nothing else changes. Unicode case mapping would let
 * `ı` or `K` meet `i` or `k`, and one person's link reach another.
 */
export function canonicalEmail(address: string): string {
  return address.trim().replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}
