import { inputFromBody, jsonRoutes, noContent } from '@/app/_http/json/json-routes'
import { loggedInAnswer } from '@/app/_http/json/logged-in-answer'
import { cancelLogin } from '@/lib/two-step/cancel-login'
import { secondStep } from '@/lib/two-step/second-step'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  POST: inputFromBody(secondStep, ({ recoveryCodesLeft, ...loggedIn }) =>
    loggedInAnswer(loggedIn, recoveryCodesLeft === undefined ? {} : { recovery_codes_left: recoveryCodesLeft }),
  ),
  DELETE: inputFromBody(cancelLogin, noContent),
})
