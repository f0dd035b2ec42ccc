import { randomBytes, randomInt } from 'node:crypto'
import { expect, type Page } from 'playwright/test'

export type Person = ReturnType<typeof aPerson>

/** Every label and button that the journeys use. */
export const labels = {
  first_name: 'First name',
  last_name: 'Last name',
  email: 'Email',
  phone_number: 'Phone number',
  password: 'Password',
  new_password: 'New password',
  current_password: 'Current password',
  new_email: 'New email',
  own_email: 'Your email',
  code: 'Code from your authenticator app',
  set_up_code: 'Code from the app',
  recovery_code: 'Recovery code',
  passkey_name: 'Name',
  trust_browser: 'Don’t ask again in this browser for 30 days',
} as const
export const buttons = {
  register: 'Create account',
  login: 'Log in',
  forgotPassword: 'Send reset link',
  resetPassword: 'Save new password',
  logout: 'Log out',
  saveProfile: 'Save',
  changePassword: 'Save new password',
  changeEmail: 'Send verification link',
  deleteAccount: 'Delete my account',
  resendVerification: 'Resend email',
  tryAddressAgain: 'Try this email again',
  logoutOthers: 'Log out other devices',
  verifyEmail: 'Verify email',
  resendChange: 'Resend email',
  cancelChange: 'Cancel change',
  confirmEmail: 'Verify email',
  undoEmail: 'Undo email change',
  contest: 'Contest the change',
  notMe: 'Secure my account',
  finishRegistration: 'Create my account',
  declineReset: 'Cancel reset request',
  setUpApp: 'Show QR code',
  turnOnTwoStep: 'Turn on two-step login',
  turnOffTwoStep: 'Turn off two-step login',
  useThisApp: 'Use this app',
  makeCodes: 'Make new codes',
  codesSaved: 'I’ve saved my codes',
  confirmOwner: 'Confirm it’s me',
  otherPerson: 'Log in as someone else',
  addPasskey: 'Add a passkey',
  passkeyLogin: 'Log in with a passkey',
  usePasskey: 'Use a passkey',
  renamePasskey: 'Save name',
  removePasskey: 'Remove passkey',
  removeApp: 'Remove the app',
  keepApp: 'Keep this app',
  keepCodes: 'Keep these codes',
  keepPasskey: 'Keep this passkey',
  removeSuspendedApp: 'Remove this app',
  removeSuspendedCodes: 'Remove these codes',
  removeSuspendedPasskey: 'Remove this passkey',
  forgetBrowsers: 'Ask in every browser again',
} as const

/** A new person for each test. The field names are those of the JSON API. */
export function aPerson() {
  const mark = randomBytes(5).toString('hex')
  return {
    first_name: 'Ada',
    last_name: `Byron ${mark}`,
    email: `ada.${mark}@example.com`,
    phone_number: String(randomInt(1_000_000_000, 9_999_999_999)),
    password: aPassword(),
  }
}

export function aPassword(): string {
  return `pass phrase ${randomBytes(9).toString('base64url')}`
}

/** Finds fields by their labels, as a person would. */
export async function fill(page: Page, values: Partial<Record<keyof typeof labels, string>>) {
  for (const [name, value] of Object.entries(values)) {
    // Exact, because the button that shows a password contains the same word.
    await page.getByLabel(labels[name as keyof typeof labels], { exact: true }).fill(value)
  }
}

export async function press(page: Page, button: keyof typeof buttons) {
  await page.getByRole('button', { name: buttons[button], exact: true }).click()
}

/** Presses a button and waits for the outcome: another page, or errors on this one. */
async function send(page: Page, button: keyof typeof buttons) {
  const before = page.url()
  await press(page, button)
  await expect(async () =>
    expect(page.url() !== before || (await page.locator('.summary').isVisible())).toBe(true),
  ).toPass()
}

export async function register(page: Page, person: Person) {
  await page.goto('/register')
  await fill(page, person)
  await send(page, 'register')
}

export async function login(page: Page, { email, password }: Pick<Person, 'email' | 'password'>) {
  await page.goto('/login')
  await fill(page, { email, password })
  await send(page, 'login')
}

export async function forgotPassword(page: Page, { email }: Pick<Person, 'email'>) {
  await page.goto('/forgot-password')
  await fill(page, { email })
  await send(page, 'forgotPassword')
}

/** Deletes the account on its page; the browser is logged in to it. */
export async function deleteAccount(page: Page, { email, password }: Pick<Person, 'email' | 'password'>) {
  await page.goto('/account/delete')
  await fill(page, { own_email: email, current_password: password })
  await press(page, 'deleteAccount')
  await expect(page).toHaveURL(/\/login\?notice=deletion-asked$/)
}

/** Opens an emailed link and saves a new password there. */
export async function resetPassword(page: Page, link: string, password: string) {
  await page.goto(link)
  await fill(page, { new_password: password })
  await send(page, 'resetPassword')
}
