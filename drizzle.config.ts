import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'postgresql',
  schema: [
    './db/schema.ts',
    './db/provider/tables.ts',
    './db/provider/login-tables.ts',
    './db/factors/tables.ts',
    './db/operator/tables.ts',
    './db/staff/tables.ts',
  ],
  out: './db/migrations',
})
