'use client'
import { createContext, type ReactNode, use, useState } from 'react'

const Current = createContext({ token: '', take: (_: string) => {} })

export const useAccessToken = () => use(Current)

/** The field for the access token that examples are sent with. The token is stored nowhere, so it is gone when the page is left. */
export function AccessToken({ children }: { children: ReactNode }) {
  const [token, take] = useState('')
  return (
    <Current value={{ token, take }}>
      <div className="access">
        <label htmlFor="access-token">Access token</label>
        <p className="hint" id="access-token-hint">
          The “access_token” from a login. Used for the requests you send from this page, and forgotten when you leave
          it.
        </p>
        <input
          id="access-token"
          type="text"
          value={token}
          onChange={({ target }) => take(target.value.trim())}
          autoComplete="off"
          spellCheck={false}
          aria-describedby="access-token-hint"
        />
      </div>
      {children}
    </Current>
  )
}
