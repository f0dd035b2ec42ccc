/** The values of the setting PHONE_NUMBER: whether accounts have a phone number. */
export const phoneNumberModes = ['required', 'optional', 'off'] as const
export type PhoneNumberMode = (typeof phoneNumberModes)[number]

/** Whether an account with this phone number lacks one under the setting. */
export function lacksPhoneNumber(mode: PhoneNumberMode, phoneNumber: string | null): boolean {
  return mode === 'required' && phoneNumber === null
}

/**
 * The phone number that an account or a registration has under the setting. With `off` it has none, although its row may
 * still hold one from before: the row is kept so that changing the setting back loses nothing.
 */
export function phoneNumberInUse(mode: PhoneNumberMode, stored: string | null): string | null {
  return mode === 'off' ? null : stored
}
