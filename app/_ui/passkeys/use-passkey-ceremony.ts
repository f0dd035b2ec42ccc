'use client'
import { useEffect, useState } from 'react'

export type Ceremony = typeof import('./passkey-ceremony')
type Found = Ceremony | 'unsupported' | undefined

/** The browser's side of passkeys; undefined if it could not be fetched. */
export async function findCeremony(): Promise<Found> {
  return window.PublicKeyCredential ? import('./passkey-ceremony').catch(() => undefined) : 'unsupported'
}

/** The same, fetched once the page has loaded. */
export function usePasskeyCeremony(): Found {
  const [ceremony, setCeremony] = useState<Found>()
  useEffect(() => {
    const off = new AbortController()
    const find = async () => {
      const found = await findCeremony()
      if (!off.signal.aborted) setCeremony(found)
    }
    if (document.readyState === 'complete') void find()
    else addEventListener('load', () => void find(), { signal: off.signal })
    return () => off.abort()
  }, [])
  return ceremony
}
