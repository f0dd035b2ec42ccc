import type { User } from '@/db/accounts/users'
import type { ClientRow } from '@/db/provider/clients'
import type { StaffRole } from '@/db/staff/tables'
import { someone } from '@/test/accounts/someone'
import { anApp, enterApp } from '@/test/provider/an-app'

/** An input that a command carries out; `userId` is the account that it is about. */
type Ready = { input: object; userId?: string; personal?: string[] }
export type Attempt = {
  /** Prepares whatever the command changes. */
  ready: () => Promise<Ready>
  /** An input that it refuses, made from the one above. */
  refused?: (input: object) => object
}

const NOBODY = 'nobody.canary@example.com'
export const unknownUser = (input: object) => ({ ...input, user: NOBODY })
const unknownClient = (input: object) => ({ ...input, id: 'unknown-canary' })

export type Someone = { id: string; email: string; firstName: string; lastName: string; phoneNumber: string | null }

export function onUser(make: () => Promise<Someone>, more: (user: Someone) => object = () => ({})): Attempt {
  const ready = async () => {
    const user = await make()
    const input = { user: user.email, ...more(user) }
    return { input, userId: user.id, personal: [...personalOf(user), ...Object.values(input)] }
  }
  return { ready, refused: unknownUser }
}

export function onClient(more: object = {}, fields: Parameters<typeof anApp>[0] = {}): Attempt {
  return {
    ready: async () => {
      const app = await anApp({ secretHash: 'canary', ...fields })
      // A disabled app has nothing of its users any more.
      if (!app.disabledAt) await enterApp(await someone(), app)
      return { input: { id: app.id, ...more }, personal: [app.name] }
    },
    refused: unknownClient,
  }
}

export function withRole(role: StaffRole, prepare: () => Promise<Someone>): Attempt {
  const ready = async () => {
    const user = await prepare()
    return { input: { user: user.id, role }, userId: user.id, personal: personalOf(user) }
  }
  return { ready, refused: unknownUser }
}

export function onClientAndUser(prepare?: (app: ClientRow, user: User) => Promise<void>): Attempt {
  const ready = async () => {
    const [app, user] = [await anApp({ allow: 'listed' }), await someone()]
    await enterApp(user, app)
    await prepare?.(app, user)
    return { input: { id: app.id, user: user.id }, userId: user.id, personal: [app.name, ...personalOf(user)] }
  }
  return { ready, refused: unknownUser }
}

const personalOf = ({ email, firstName, lastName, phoneNumber }: Someone) => [
  email,
  firstName,
  lastName,
  phoneNumber ?? email,
]
