import { customType } from 'drizzle-orm/pg-core'

/** Stored name → the name everywhere else: in the code, the API, the log, the metrics and the commands. */
type Renamed = Record<string, string>

/** The types of `events` that are stored under a former name. */
export const renamedEventTypes = {
  registered: 'register',
  'logged-in': 'login',
  'logged-out': 'logout',
  'logged-out-by-operator': 'logout-by-operator',
  'email-verified': 'verify-email',
  'reset-declined': 'password-reset-canceled',
  'reset-link-made': 'password-reset-link-created',
  'email-change-asked': 'email-change-requested',
  'email-restored': 'undo-email',
  contested: 'contest',
  'deletion-asked': 'account-deletion-requested',
  'deletion-cancelled': 'account-deletion-canceled',
  'address-tried': 'email-unreachable-cleared',
} as const satisfies Renamed

/** The kinds of `emails` that are stored under a former name. */
export const renamedEmailKinds = {
  'address-taken': 'email-taken',
  'email-change-asked': 'email-change-requested',
  'deletion-asked': 'account-deletion-requested',
} as const satisfies Renamed

/**
 * A text column whose values are read under their current names but still stored under the former ones. During a rolling
 * restart, the former version works on the same rows, and it can compose emails, recognize devices and count logins only under
 * the names that it knows. Conditions such as `eq(events.type, 'login')` are translated too.
 */
export function renamedText<Name extends string>(name: string, renamed: Record<string, Name>) {
  const storedNames = new Map(Object.entries(renamed).map(([stored, current]) => [current, stored]))
  return customType<{ data: Name; driverData: string }>({
    dataType: () => 'text',
    toDriver: (current) => storedNames.get(current) ?? current,
    fromDriver: (stored) => currentName(stored, renamed) as Name,
  })(name)
}

/** Names that have not changed, or that only a later version knows, are returned unchanged. */
export function currentName(name: string, renamed: Renamed): string {
  return Object.hasOwn(renamed, name) ? renamed[name]! : name
}
