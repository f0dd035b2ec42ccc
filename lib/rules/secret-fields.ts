/** Fields of forms and bodies whose values give access to an account. They are never shown again and never read from a URL. */
export const secretFields = [
  'password',
  'current_password',
  'new_password',
  'token',
  'login_token',
  'code',
  'credential',
  'confirmation',
]
