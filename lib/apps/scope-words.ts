const words: Record<string, string> = {
  profile: 'your name',
  email: 'your email address',
  phone: 'your phone number',
  offline_access: 'all of this while you are logged out',
}

/** What an app with these scopes may read, for the account owner: "your name", "your email address" and so on. */
export function scopeWords(scopes: string[]): string[] {
  return Object.keys(words).flatMap((scope) => (scopes.includes(scope) ? words[scope]! : []))
}
