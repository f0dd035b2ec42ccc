/** From here on, a person who goes on like this soon has none. */
const FEW = 3

export function codesLeft(left: number): string {
  if (left === 0) return 'No codes left. Make new ones now.'
  if (left === 1) return '1 code left. Make new ones before you run out.'
  return left <= FEW ? `${left} codes left. Make new ones before you run out.` : `${left} codes left`
}

/** After a login with a recovery code. */
export function usedCodeNotice(left: number): string {
  if (left === 0) return 'You logged in with your last recovery code. Make new ones now.'
  if (left === 1) return 'You logged in with a recovery code. 1 is left.'
  return `You logged in with a recovery code. ${left} are left.`
}
