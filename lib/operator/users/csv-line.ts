/** What a spreadsheet may take for the beginning of a formula, also in the wide forms of East Asian keyboards (OWASP, CSV injection). */
const FORMULA = /^\s*[=+\-@＝＋－＠\t\r\n]/

/**
 * One line of a CSV (RFC 4180). Every value is in quotes, and one that a spreadsheet could run as a formula gets an apostrophe
 * before it: people choose their names, and opening the file must not execute them.
 */
export function csvLine(values: (string | null)[]): string {
  return `${values.map((value) => `"${inert(value ?? '').replaceAll('"', '""')}"`).join(',')}\r\n`
}

function inert(value: string): string {
  return FORMULA.test(value) ? `'${value}` : value
}
