import { inputFromBody, jsonAnswer, jsonRoutes } from '@/app/_http/json/json-routes'
import { login } from '@/lib/sessions/login'
import { SESSION_LIFETIME_DAYS } from '@/lib/sessions/session-lifetime'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  POST: inputFromBody(login, ({ token, user }) =>
    jsonAnswer({
      message: 'Login successful',
      access_token: token,
      token_type: 'Bearer',
      expires_in: SESSION_LIFETIME_DAYS * 86_400,
      user,
    }),
  ),
})
