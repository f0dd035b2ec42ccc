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
