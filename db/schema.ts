// The tables of what every capability writes to. Those of one capability alone are in its folder: drizzle.config.ts lists them.
export * from './accounts/link-tables'
export * from './accounts/tables'
export * from './event-types'
export * from './outbox/email-data'
export * from './outbox/tables'
export * from './sessions/tables'
export * from './tables'
