import { description as keys } from '@/app/.well-known/jwks.json/openapi'
import { description as activity } from '@/app/api/activity/openapi'
import { description as app } from '@/app/api/apps/[id]/openapi'
import { description as apps } from '@/app/api/apps/openapi'
import { description as finishApp } from '@/app/api/authenticator-app/finish/openapi'
import { description as authenticatorApp } from '@/app/api/authenticator-app/openapi'
import { description as changeEmail } from '@/app/api/change-email/openapi'
import { description as changePassword } from '@/app/api/change-password/openapi'
import { description as confirmOwner } from '@/app/api/confirm/openapi'
import { description as confirmOptions } from '@/app/api/confirm/options/openapi'
import { description as confirmEmail } from '@/app/api/confirm-email/openapi'
import { description as contest } from '@/app/api/contest/openapi'
import { description as forgotPassword } from '@/app/api/forgot-password/openapi'
import { description as login } from '@/app/api/login/openapi'
import { description as passkeyLogin } from '@/app/api/login/passkey/openapi'
import { description as loginOptions } from '@/app/api/login/passkey/options/openapi'
import { description as secondStep } from '@/app/api/login/second-step/openapi'
import { description as secondStepOptions } from '@/app/api/login/second-step/options/openapi'
import { description as logout } from '@/app/api/logout/openapi'
import { description as exportData } from '@/app/api/me/export/openapi'
import { description as me } from '@/app/api/me/openapi'
import { description as notMe } from '@/app/api/not-me/openapi'
import { description as passkey } from '@/app/api/passkeys/[id]/openapi'
import { description as passkeys } from '@/app/api/passkeys/openapi'
import { description as passkeyOptions } from '@/app/api/passkeys/options/openapi'
import { description as recoveryCodes } from '@/app/api/recovery-codes/openapi'
import { description as recoveryCodesSaved } from '@/app/api/recovery-codes/saved/openapi'
import { description as register } from '@/app/api/register/openapi'
import { description as resendVerification } from '@/app/api/resend-verification/openapi'
import { description as resetPassword } from '@/app/api/reset-password/openapi'
import { description as secondFactors } from '@/app/api/second-factors/openapi'
import { description as session } from '@/app/api/sessions/[id]/openapi'
import { description as sessions } from '@/app/api/sessions/openapi'
import { description as keepSuspended } from '@/app/api/suspended-factors/[id]/keep/openapi'
import { description as suspendedFactor } from '@/app/api/suspended-factors/[id]/openapi'
import { description as token } from '@/app/api/token/openapi'
import { description as trustedBrowsers } from '@/app/api/trusted-browsers/openapi'
import { description as twoStep } from '@/app/api/two-step/openapi'
import { description as undoEmail } from '@/app/api/undo-email/openapi'
import { description as verifyEmail } from '@/app/api/verify-email/openapi'
import { description as healthz } from '@/app/healthz/openapi'
import { description as readyz } from '@/app/readyz/openapi'

/** Every documented operation, in the order in which a new user meets them. */
export const operations = [
  register,
  verifyEmail,
  resendVerification,
  login,
  secondStep,
  secondStepOptions,
  loginOptions,
  passkeyLogin,
  sessions,
  session,
  logout,
  me,
  activity,
  exportData,
  apps,
  app,
  changePassword,
  forgotPassword,
  resetPassword,
  changeEmail,
  confirmEmail,
  undoEmail,
  contest,
  notMe,
  confirmOwner,
  confirmOptions,
  passkeyOptions,
  passkeys,
  passkey,
  authenticatorApp,
  finishApp,
  secondFactors,
  recoveryCodes,
  recoveryCodesSaved,
  keepSuspended,
  suspendedFactor,
  trustedBrowsers,
  twoStep,
  token,
  keys,
  healthz,
  readyz,
].flat()
