import { Paragraph } from '@/emails/parts/email-layout'

type IgnoreProps = { unless?: string; since: string }

/** For a mail that anybody can have sent to anybody's address: doing nothing is safe, and why. */
export function Ignore({ unless = 'If it wasn’t you', since }: IgnoreProps) {
  return <Paragraph>{`${unless}, ignore this mail: ${since}.`}</Paragraph>
}
