import { Button, Link, Text } from '@/emails/parts/elements'
import * as look from '@/emails/parts/styles'
import { lifetime } from '@/lib/rules/lifetime'

type ActionProps = { href: string; label: string; quiet?: boolean }

/** A link as a button, and once more as an address to read and to copy, which is all the plain text shows. */
export function Action({ href, label, quiet = false }: ActionProps) {
  return (
    <>
      <Button href={href} className={quiet ? 'quiet-button' : 'button'} style={quiet ? look.quietButton : look.button}>
        {label}
      </Button>
      <WrittenOutLink href={href} />
    </>
  )
}

/** A link written out, alone on its line. */
export function WrittenOutLink({ href }: { href: string }) {
  return (
    <Text className="faint" style={look.address}>
      <Link href={href} className="faint" style={look.plainLink}>
        {href}
      </Link>
    </Text>
  )
}

/** What a mail says of its link. */
export function worksOnce(minutes: number): string {
  return `The link works once, for ${lifetime(minutes)}.`
}
