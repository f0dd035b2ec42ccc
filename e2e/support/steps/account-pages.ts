/** Every page of an account, in the order of the navigation. */
export const accountPages = [
  '/account',
  '/account/password',
  '/account/security',
  '/account/email',
  '/account/sessions',
  '/account/activity',
  '/account/delete',
] as const

/** The pages that emailed links open. */
export const pagesOfLinks = [
  '/reset-password',
  '/verify-email',
  '/confirm-email',
  '/undo-email',
  '/not-me',
  '/contest',
] as const
