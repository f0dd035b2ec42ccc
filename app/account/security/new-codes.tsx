'use client'
import { useEffect, useRef } from 'react'
import { CopyButton } from '@/app/_ui/copy-button'
import { ButtonForm } from '@/app/_ui/forms/button-form'
import { codesSavedAction } from './action'

type Props = { site: string; email: string; codes: string[]; said: string }

/** Takes the place of the form that made the codes. */
export function NewCodes({ site, email, codes, said }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const text = codes.join('\n')
  return (
    <div className="new-codes">
      <title>{`Save your recovery codes – ${site}`}</title>
      <h1 ref={heading} tabIndex={-1}>
        Save your recovery codes
      </h1>
      <p>{said}</p>
      <p>
        If you lose your phone or your passkey, log in with one of these codes. Each works once. Keep them where you’ll
        find them without your phone, such as in a password manager or on paper.
      </p>
      <ol className="codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <p className="ways">
        <CopyButton text={text} what="recovery codes" />
        <a className="button" download="recovery-codes.txt" href={asFile(`${site}, ${email}\n\n${text}\n`)}>
          Download<span className="unseen"> recovery codes</span>
        </a>
      </p>
      <p>
        <strong>We can’t show them again.</strong> Save them before you leave this page.
      </p>
      <ButtonForm action={codesSavedAction}>
        <button type="submit" className="main">
          I’ve saved my codes
        </button>
      </ButtonForm>
    </div>
  )
}

/** A file inside the link, so that it can be saved without script and no request asks for the codes again. */
function asFile(text: string): string {
  return `data:text/plain;charset=utf-8,${encodeURIComponent(text)}`
}
