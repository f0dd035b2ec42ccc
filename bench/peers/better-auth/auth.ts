import bcrypt from 'bcryptjs'
import { betterAuth } from 'better-auth'
import { Pool } from 'pg'

const COST = 12

/** Set up as its documentation describes. Its rate limit is off, because it would refuse requests that the others answer. */
export const auth = betterAuth({
  baseURL: process.env.BASE_URL,
  secret: process.env.AUTH_SECRET,
  database: new Pool({ connectionString: process.env.DATABASE_URL, max: 10 }),
  rateLimit: { enabled: false },
  telemetry: { enabled: false },
  emailAndPassword: {
    enabled: true,
    sendResetPassword: async () => {},
    ...(process.env.HASH === 'bcryptjs' && {
      password: {
        hash: (password) => bcrypt.hash(password, COST),
        verify: ({ password, hash }) => bcrypt.compare(password, hash),
      },
    }),
  },
})
