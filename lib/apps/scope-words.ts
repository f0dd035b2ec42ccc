const words: Record<string, string> = {
  profile: 'your name',
  email: 'your email address',
  phone: 'your phone number',
}
const list = new Intl.ListFormat('en-US')

/** What an app with these scopes may read, for the account owner: "your name and your email address". */
export function scopeWords(scopes: string[]): string {
  const readable = Object.keys(words).flatMap((scope) => (scopes.includes(scope) ? words[scope]! : []))
  const all = readable.length > 0 ? list.format(readable) : 'only the ID of your account'
  return scopes.includes('offline_access') ? `${all}, also while you are logged out` : all
}
