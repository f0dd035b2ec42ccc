import * as z from 'zod/mini'
import { person } from './examples'

const challenge = 'mJ3hB8sQ1xTzV6kN0yRfWgABm1q7kNcUo2n8TqXw5Jr4eYzLd9hKpS0vGiAtMbFu3xCEWQ'
const credentialId = '3mEa2k4WK6VU0g2RFsG2Iw'
const userHandle = '4r2V0hKx9mQ7sT1wYbN6cE3uZfGpLdJ8aXoIiHkRv5M'
const credential = { id: credentialId, rawId: credentialId, type: 'public-key' as const }
const descriptors = [{ type: 'public-key' as const, id: credentialId, transports: ['internal'] }]
const rpId = 'accounts.example.com'

/** What a browser returns after it made a passkey, and after a login with it. */
export const attestation = {
  ...credential,
  response: {
    clientDataJSON:
      'eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIiwiY2hhbGxlbmdlIjoibUozaEI4c1ExeFR6VjZrTjB5UmZXZ0FCbTFxN2tOY1VvMm44VHFYdzVKcjRlWXpMZDloS3BTMHZHaUF0TWJGdTN4Q0VXUSIsIm9yaWdpbiI6Imh0dHBzOi8vYWNjb3VudHMuZXhhbXBsZS5jb20iLCJjcm9zc09yaWdpbiI6ZmFsc2V9',
    attestationObject:
      'o2NmbXRkbm9uZWdhdHRTdG10oGhhdXRoRGF0YViU4ILtVEIJk_Syd_THf3PZ-TwKn6j1IK3OofN4VE2RGNJdAAAAAQAAAAAAAAAAAAAAAAAAAAAAEN5hGtpOFiulVNINkRbBtiOlAQIDJiABIVgg2PLY_GPuZQJtqWjUjF_Xszo1kf7qqLt7YVhxrT8l3FwiWCBTGaVwdnDc-_xpRF43vsJ7O3u8mj_79Hq_pOTmqPbT5g',
    transports: ['internal'],
  },
}
export const assertion = {
  ...credential,
  response: {
    clientDataJSON:
      'eyJ0eXBlIjoid2ViYXV0aG4uZ2V0IiwiY2hhbGxlbmdlIjoibUozaEI4c1ExeFR6VjZrTjB5UmZXZ0FCbTFxN2tOY1VvMm44VHFYdzVKcjRlWXpMZDloS3BTMHZHaUF0TWJGdTN4Q0VXUSIsIm9yaWdpbiI6Imh0dHBzOi8vYWNjb3VudHMuZXhhbXBsZS5jb20iLCJjcm9zc09yaWdpbiI6ZmFsc2V9',
    authenticatorData: '4ILtVEIJk_Syd_THf3PZ-TwKn6j1IK3OofN4VE2RGNIdAAAAAg',
    signature: 'MEYCIQDNVRRMUczn5TLNXdyHrO4Yh6CIzLwsXy-2FcR8aOeKygIhAPcaC6xT39M_hLekgqiqNMmR6R49ARK6S2f2lOxHYo0U',
    userHandle,
  },
}

const descriptor = z.object({ type: z.string(), id: z.string(), transports: z.array(z.string()) })

/** The answer with which a browser asks for a passkey. */
export const requestOptions = {
  schema: z.object({
    options: z.object({
      challenge: z.string(),
      rpId: z.string(),
      timeout: z.int(),
      userVerification: z.string(),
      allowCredentials: z.optional(z.array(descriptor)),
    }),
  }),
  example: {
    options: { challenge, rpId, timeout: 600_000, userVerification: 'required', allowCredentials: descriptors },
  },
}

/** The answer with which a browser makes a passkey. */
export const creationOptions = {
  schema: z.object({
    options: z.object({
      challenge: z.string(),
      rp: z.object({ id: z.string(), name: z.string() }),
      user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
      pubKeyCredParams: z.array(z.object({ type: z.string(), alg: z.int() })),
      timeout: z.int(),
      attestation: z.string(),
      excludeCredentials: z.array(descriptor),
      authenticatorSelection: z.object({
        residentKey: z.string(),
        requireResidentKey: z.boolean(),
        userVerification: z.string(),
      }),
      extensions: z.object({ credProps: z.boolean() }),
    }),
  }),
  example: {
    options: {
      challenge,
      rp: { id: rpId, name: 'Rekey' },
      user: { id: userHandle, name: person.email, displayName: `${person.first_name} ${person.last_name}` },
      pubKeyCredParams: [-8, -7, -257].map((alg) => ({ type: 'public-key', alg })),
      timeout: 600_000,
      attestation: 'none',
      excludeCredentials: descriptors,
      authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
      extensions: { credProps: true },
    },
  },
}
