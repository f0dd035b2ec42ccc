/** Fields of forms and bodies whose values open an account: never shown again, never taken from a URL. */
export const secretFields = ['password', 'current_password', 'new_password', 'token']
