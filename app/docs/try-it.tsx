'use client'
import { useState } from 'react'
import { useAccessToken } from './access-token'
import { type Outcome, send } from './send-example'

type Props = {
  id: string
  title: string
  method: string
  path: string
  parameters: { name: string; value: string }[]
  body?: string
  loggedIn: boolean
}

/** Not a form: if submitted before the script has loaded, a form would put what was typed into the URL. */
export function TryIt({ id, title, method, path, parameters, body, loggedIn }: Props) {
  const { token, take } = useAccessToken()
  const [values, change] = useState(() => Object.fromEntries(parameters.map(({ name, value }) => [name, value])))
  const [typed, type] = useState(body)
  const [pending, wait] = useState(false)
  const [outcome, show] = useState<Outcome>()

  async function onSend() {
    if (pending) return
    wait(true)
    show(await send({ method, path, values, body: typed, token: loggedIn ? token : undefined }))
    wait(false)
  }

  return (
    <div className="try">
      <h3>Try it</h3>
      {Object.keys(values).map((name) => (
        <div className="field" key={name}>
          <label htmlFor={`${id}-${name}`}>{name}</label>
          <input
            id={`${id}-${name}`}
            value={values[name]}
            onChange={({ target }) => change({ ...values, [name]: target.value })}
            autoComplete="off"
          />
        </div>
      ))}
      {typed !== undefined && (
        <div className="field">
          <label htmlFor={`${id}-body`}>Body</label>
          <textarea
            id={`${id}-body`}
            rows={typed.split('\n').length}
            value={typed}
            onChange={({ target }) => type(target.value)}
            spellCheck={false}
          />
        </div>
      )}
      <button type="button" onClick={onSend} aria-disabled={pending}>
        Send<span className="unseen"> “{title}”</span>
      </button>
      <div role="status">
        {outcome && (
          <>
            <p>
              <strong>{outcome.heading}</strong>
            </p>
            {outcome.body && <pre>{outcome.body}</pre>}
          </>
        )}
      </div>
      {outcome?.token && (
        <p className="copy">
          <button type="button" onClick={() => take(outcome.token!)}>
            Use this access token
          </button>{' '}
          <span role="status">{token === outcome.token && 'In use.'}</span>
        </p>
      )}
    </div>
  )
}
