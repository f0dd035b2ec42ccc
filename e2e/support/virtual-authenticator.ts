import type { CDPSession, Page } from 'playwright/test'

/** A passkey as Chromium hands it out, with its private key. IDs are base64, not base64url. */
type StoredPasskey = Awaited<ReturnType<VirtualAuthenticator['passkeys']>>[number]
export type VirtualAuthenticator = Awaited<ReturnType<typeof virtualAuthenticator>>

type Options = {
  /** Passkeys that it has already, such as those of another tab: each tab has authenticators of its own. */
  passkeys?: StoredPasskey[]
  synced?: boolean
  /**
   * Whether somebody touches it at once when a page asks. Then autofill, too, is answered as soon as the login page loads, so
   * journeys that want the password or the button switch it off until they need it.
   */
  touched?: boolean
}

/** Chromium's own authenticator, for the pages of this tab. It stays through navigations. */
export async function virtualAuthenticator(page: Page, options: Options = {}) {
  const { passkeys = [], synced = true, touched = true } = options
  await page.addInitScript(noteWaitingMenu)
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable', { enableUI: false })
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: touched,
      defaultBackupEligibility: synced,
      defaultBackupState: synced,
    },
  })
  for (const credential of passkeys) await cdp.send('WebAuthn.addCredential', { authenticatorId, credential })
  return controls(cdp, authenticatorId)
}

function controls(cdp: CDPSession, authenticatorId: string) {
  return {
    passkeys: async () => (await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
    /** Takes effect for the next request of a page, not for one that waits. */
    touch: (enabled: boolean) => cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled }),
    /** False for a finger that it does not recognize: the browser then refuses, as when a person closes the prompt. */
    recognize: (isUserVerified: boolean) => cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
    /** Makes its answers wrong. */
    spoil: (faults: { isBogusSignature?: boolean; isBadUV?: boolean }) =>
      cdp.send('WebAuthn.setResponseOverrideBits', { authenticatorId, ...faults }),
    clear: () => cdp.send('WebAuthn.clearCredentials', { authenticatorId }),
    remove: async () => {
      await cdp.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId })
      await cdp.detach()
    },
  }
}

type Noted = { menuWaits?: boolean }

/** Nothing on a page shows that its menu waits for a passkey. Takes effect for the next page that is loaded. */
function noteWaitingMenu() {
  const { credentials } = navigator
  const get = credentials.get.bind(credentials)
  const noted = window as Noted
  credentials.get = async (options) => {
    if (options?.mediation !== 'conditional') return get(options)
    noted.menuWaits = true
    return get(options).finally(() => {
      noted.menuWaits = false
    })
  }
}

/** Waits until the menu of the email field waits for a passkey. */
export async function menuWaits(page: Page): Promise<void> {
  await page.waitForFunction(() => (window as Noted).menuWaits)
}
