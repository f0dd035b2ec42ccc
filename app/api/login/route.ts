import { answer, jsonRoutes, runs } from '@/app/_http/json'
import { SESSION_LIFETIME_DAYS } from '@/lib/sessions/lifetime'
import { login } from '@/lib/sessions/login'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  POST: runs(login, ({ token, user }) =>
    answer({
      message: 'Login successful',
      access_token: token,
      token_type: 'Bearer',
      expires_in: SESSION_LIFETIME_DAYS * 86_400,
      user,
    }),
  ),
})
