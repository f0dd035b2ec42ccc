/** From here on, a person who goes on like this soon has none. */
const FEW = 3

export function codesLeft(left: number): string {
  if (left === 0) return 'No codes left. Make new ones now.'
  if (left === 1) return '1 code left. Make new ones before you run out.'
  return left <= FEW ? `${left} codes left. Make new ones before you run out.` : `${left} codes left`
}

/** After a login with a recovery code, which often means that the phone is gone. */
export function usedCodeNotice(left: number): string {
  if (left === 0) return 'You’ve used your last recovery code. Lost your phone? Set up a new app now.'
  if (left === 1) return '1 recovery code is left. Lost your phone? Set up a new app now.'
  return `${left} recovery codes are left. Lost your phone? Set up a new app now.`
}
