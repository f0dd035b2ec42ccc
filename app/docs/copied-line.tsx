import { CopyButton } from '@/app/_ui/copy-button'

/** A line to paste into a shell; `what` names it for screen readers, because the page has many. */
export function CopiedLine({ children, what }: { children: string; what: string }) {
  return (
    <>
      <pre>{children}</pre>
      <p className="copy">
        <CopyButton text={children} what={what} />
      </p>
    </>
  )
}
