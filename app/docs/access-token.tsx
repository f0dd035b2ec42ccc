'use client'
import { createContext, type ReactNode, use, useState } from 'react'

const Current = createContext({ token: '', take: (_: string) => {} })

export const useAccessToken = () => use(Current)

/** Where the token for trying is typed. It lives in this page alone and is written nowhere: another page begins without it. */
export function AccessToken({ children }: { children: ReactNode }) {
  const [token, take] = useState('')
  return (
    <Current value={{ token, take }}>
      <div className="access">
        <label htmlFor="access-token">Access token for trying</label>
        <p className="hint" id="access-token-hint">
          The “access_token” of a login. It is forgotten when you leave this page.
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
