import { CopyButton } from '@/app/_ui/copy-button'
import { QrCode } from '@/app/_ui/qr-code'

/** The secret as a picture for the camera of a phone, as a link for an app on this device, and as text to type. */
export function ScanCode({ title, secret, uri }: { title: string; secret: string; uri: string }) {
  return (
    <>
      <h1>{title}</h1>
      <p>Scan this code with your authenticator app, then enter the code that the app shows.</p>
      <QrCode text={uri} label="QR code for your authenticator app" />
      <p>
        On your phone now? <a href={uri}>Open your authenticator app</a>
      </p>
      <p>Can’t scan it? Type this key into the app:</p>
      <p className="key">
        <code>{inFours(secret)}</code>
      </p>
      <p className="copy">
        <CopyButton text={secret} what="key" />
      </p>
    </>
  )
}

function inFours(secret: string): string {
  return secret.match(/.{1,4}/g)!.join(' ')
}
